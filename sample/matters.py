"""What the meetings of the sample are about: topics with what each side takes on, in the language spoken there."""

from __future__ import annotations

from dataclasses import dataclass

from coordination.choices import Sector


@dataclass(frozen=True)
class Matter:
    """One topic. `ours` are items of the mission, `theirs` of the counterpart."""

    title: str
    text: str
    sector: Sector
    ours: tuple[str, ...] = ()
    theirs: tuple[str, ...] = ()


FRENCH_TOWN = [
    Matter(
        "Éclairage de la place du marché",
        "Les marchandes quittent la place avant la nuit faute de lumière.",
        Sector.SECURITY,
        ("Transmettre le devis de six lampadaires solaires",),
        ("Désigner un gardien pour les panneaux", "Réunir les marchandes pour choisir les emplacements"),
    ),
    Matter(
        "Registre d’état civil",
        "Quatre cents naissances de l’année ne sont pas inscrites.",
        Sector.ADMINISTRATION,
        ("Fournir vingt registres vierges",),
        ("Ouvrir deux jours d’inscription par quartier", "Envoyer le nombre d’actes dressés par semaine"),
    ),
    Matter(
        "Budget communal",
        "Le budget n’est affiché nulle part ; le conseil veut le présenter en public.",
        Sector.ADMINISTRATION,
        ("Imprimer le budget en grand format",),
        ("Fixer la date de la séance publique", "Publier les recettes du marché au panneau de la mairie"),
    ),
    Matter(
        "Drainage de l’avenue du Fleuve",
        "La pluie de la semaine a coupé l’avenue pendant deux jours.",
        Sector.ROADS,
        ("Envoyer un ingénieur mesurer la pente",),
        ("Curer les caniveaux entre la mairie et le pont", "Donner la liste des maisons touchées"),
    ),
    Matter(
        "Retour des familles de Muka",
        "Trente familles veulent rentrer avant les semailles.",
        Sector.RETURN,
        ("Demander l’avis de déminage sur le chemin de Muka",),
        ("Recenser les parcelles occupées", "Nommer deux médiateurs pour les parcelles disputées"),
    ),
    Matter(
        "Centre de santé",
        "Le centre manque d’un toit sur la salle d’attente.",
        Sector.HEALTH,
        ("Proposer le toit comme projet à effet rapide",),
        ("Envoyer le plan du bâtiment", "Confirmer la présence d’une sage-femme"),
    ),
    Matter(
        "Collecte des déchets du marché",
        "Les tas brûlent près de l’école.",
        Sector.HEALTH,
        (),
        ("Déplacer le dépôt à cinq cents mètres de l’école", "Passer une annonce à la radio locale"),
    ),
    Matter(
        "École du quartier nord",
        "Deux salles sans bancs, cent vingt élèves.",
        Sector.EDUCATION,
        ("Voir si soixante bancs du camp fermé peuvent être donnés",),
        ("Envoyer la liste des élèves par classe",),
    ),
]

FRENCH_PREFECTURE = [
    Matter(
        "Calendrier des audiences foraines",
        "Le tribunal n’est pas venu depuis quatre mois.",
        Sector.JUSTICE,
        ("Transporter les magistrats à Eres et Maldosa",),
        ("Publier le calendrier des audiences", "Préparer la salle d’Eres"),
    ),
    Matter(
        "Transhumance",
        "Les troupeaux arrivent plus tôt ; deux couloirs sont fermés par des champs.",
        Sector.SECURITY,
        ("Partager la carte des couloirs", "Accompagner la commission sur les deux couloirs fermés"),
        ("Convoquer la commission des couloirs", "Afficher les dates de passage dans les marchés"),
    ),
    Matter(
        "Piste Corma–Eres",
        "Le bac de la Mogave ne passe plus les camions.",
        Sector.ROADS,
        ("Faire examiner le bac par le génie",),
        ("Saisir le ministère des Routes par écrit", "Limiter le tonnage et l’annoncer"),
    ),
    Matter(
        "Chefs de village non reconnus",
        "Sept villages ont deux chefs.",
        Sector.ADMINISTRATION,
        (),
        ("Transmettre les procès-verbaux de désignation", "Fixer une réunion avec les sept villages"),
    ),
    Matter(
        "Bâtiment de la préfecture",
        "Le toit fuit sur les archives.",
        Sector.ADMINISTRATION,
        ("Prêter deux bâches et dix caisses étanches",),
        ("Déplacer les archives dans la salle sèche",),
    ),
    Matter(
        "Prix du carburant",
        "Le prix a doublé en trois semaines à Corma.",
        Sector.OTHER,
        (),
        ("Réunir les commerçants de carburant", "Communiquer les prix chaque lundi"),
    ),
]

FRENCH_WOMEN = [
    Matter(
        "Trajet du marché à la tombée du jour",
        "Les femmes demandent à connaître les heures de patrouille.",
        Sector.SECURITY,
        ("Donner chaque mois les heures de patrouille du trajet",),
        ("Choisir deux correspondantes par hameau",),
    ),
    Matter(
        "Moulin de Maldosa",
        "Le moulin est en panne depuis la saison sèche.",
        Sector.OTHER,
        ("Faire venir le mécanicien de la mission pour un avis",),
        ("Réunir la cotisation pour la courroie", "Tenir le cahier des recettes du moulin"),
    ),
    Matter(
        "Place des femmes au conseil",
        "Aucune femme ne siège au conseil de Maldosa.",
        Sector.ADMINISTRATION,
        ("Porter la demande à la prochaine réunion avec la cour",),
        ("Proposer trois noms",),
    ),
    Matter(
        "Formation des médiatrices",
        "Dix femmes veulent suivre la formation.",
        Sector.JUSTICE,
        ("Réserver dix places et le transport",),
        ("Envoyer les dix noms avec l’âge et le hameau",),
    ),
]

FRENCH_PARTNER = [
    Matter(
        "Programme des médiateurs",
        "Trois séances, dont une à distance.",
        Sector.JUSTICE,
        ("Prêter la salle de Corma le jeudi",),
        ("Envoyer le contenu des trois séances", "Donner la liste des formateurs"),
    ),
    Matter(
        "Suivi des litiges fonciers",
        "Vingt-deux litiges connus, neuf suivis.",
        Sector.JUSTICE,
        ("Partager la liste des litiges qui sont publics",),
        ("Rendre compte des neuf litiges suivis",),
    ),
    Matter(
        "Sécurité des déplacements",
        "L’équipe a rebroussé chemin deux fois sur la piste de Gachal.",
        Sector.SECURITY,
        ("Dire chaque dimanche quelles pistes sont praticables",),
        ("Annoncer les déplacements deux jours avant",),
    ),
]

ENGLISH_POLICE = [
    Matter(
        "Night patrols",
        "Thefts between the market and the bridge, mostly after nine in the evening.",
        Sector.SECURITY,
        ("Walk the bridge road with the town police twice a week", "Share last month’s patrol hours"),
        ("Name one contact for each shift", "Put two officers at the bridge on market days"),
    ),
    Matter(
        "Detention cell",
        "The cell has no separate room for women and children.",
        Sector.JUSTICE,
        ("Ask the engineers for a plan of a second room",),
        ("Keep the register open to the visiting magistrate", "Move minors to the prefecture the same day"),
    ),
    Matter(
        "Lost weapons after the fair",
        "Two rifles were reported missing and one came back.",
        Sector.SECURITY,
        (),
        ("Report the result of the search", "Seal the store room"),
    ),
    Matter(
        "Joint road check",
        "Drivers complain of fees at the road check south of Corma.",
        Sector.SECURITY,
        ("Send an adviser to the check on two days",),
        ("Post the official fees at the check", "Remove the second barrier"),
    ),
]

ENGLISH_WORKS = [
    Matter(
        "Mogave ferry",
        "The ferry carries eight tonnes at most until the cable is changed.",
        Sector.ROADS,
        ("Measure the landing on the Eres side",),
        ("Order the cable", "Send the tender papers to the prefecture"),
    ),
    Matter(
        "Road fund for Leppko",
        "The province’s share for this year has not been paid out.",
        Sector.ROADS,
        (),
        ("Confirm the date of payment in writing",),
    ),
    Matter(
        "Wells of Maldosa district",
        "Eleven wells of thirty give no water.",
        Sector.WATER,
        ("Lend a pump for ten days", "Share the mission’s well register"),
        ("Test the water of four wells", "Train two pump keepers per village"),
    ),
    Matter(
        "Water point at Kika",
        "The hand pump broke again; spare parts are in Galasi.",
        Sector.WATER,
        ("Carry the spare parts on the weekly flight",),
        ("Fit the parts and test the pump",),
    ),
]

ARABIC_COURT = [
    Matter(
        "بئر مالدوسا",
        "جفت البئر القريبة من السوق منذ أسبوعين.",
        Sector.WATER,
        ("إعارة مضخة لمدة عشرة أيام",),
        ("تنظيف البئر قبل وصول المضخة", "تعيين حارسين للمضخة"),
    ),
    Matter(
        "نزاع المراعي شمال غاتشال",
        "خلاف بين المزارعين والرعاة على ممر الماشية.",
        Sector.JUSTICE,
        ("مرافقة اللجنة إلى الممر", "إعداد خريطة بسيطة للممر"),
        ("جمع الطرفين في مجلس السلطان", "كتابة ما اتفق عليه وإرساله"),
    ),
    Matter(
        "مقعد للنساء في المجلس",
        "طلبت الجمعية مقعدين في مجلس مالدوسا.",
        Sector.ADMINISTRATION,
        (),
        ("عرض الطلب على المجلس", "إبلاغ الجمعية بالجواب"),
    ),
    Matter(
        "طريق السوق",
        "الطريق مقطوعة بعد المطر والشاحنات لا تصل.",
        Sector.ROADS,
        ("إرسال مهندس لقياس الطريق",),
        ("جمع عشرين عاملا من القرى الثلاث",),
    ),
    Matter(
        "مدرسة كيكا",
        "المعلم يأتي يومين في الأسبوع فقط.",
        Sector.EDUCATION,
        ("نقل الطلب إلى المحافظة",),
        ("توفير سكن للمعلم",),
    ),
    Matter(
        "سجل المواليد في القرى",
        "لا يصل كاتب السجل إلى القرى البعيدة.",
        Sector.ADMINISTRATION,
        ("نقل كاتب السجل مرة في الشهر",),
        ("إعلان يوم التسجيل في القرى",),
    ),
]

SWAHILI_TOWN = [
    Matter(
        "Soko la Eres",
        "Wauzaji wanaomba paa kabla ya mvua.",
        Sector.OTHER,
        ("Kuleta mhandisi kupima uwanja wa soko",),
        ("Kutuma idadi ya wauzaji", "Kuchagua kamati ya soko"),
    ),
    Matter(
        "Barabara ya Xalksa",
        "Daraja dogo limevunjika.",
        Sector.ROADS,
        ("Kutoa mabomba matatu ya zege",),
        ("Kupata vijana kumi na watano wa kazi", "Kufunga barabara siku ya kazi"),
    ),
    Matter(
        "Maji ya zahanati",
        "Zahanati haina maji tangu Jumatatu.",
        Sector.WATER,
        ("Kupeleka tanki la maji kwa siku tano",),
        ("Kutengeneza bomba la zahanati",),
    ),
    Matter(
        "Mikutano ya vijana",
        "Vijana wanataka kukutana na meya kila mwezi.",
        Sector.OTHER,
        (),
        ("Kupanga siku ya kwanza ya mkutano",),
    ),
]

PORTUGUESE_CITY = [
    Matter(
        "Mercado do porto",
        "Os comerciantes pedem regras claras para as bancas.",
        Sector.ADMINISTRATION,
        ("Partilhar o exemplo do regulamento de Corma",),
        ("Publicar o regulamento das bancas", "Marcar a reunião com os comerciantes"),
    ),
    Matter(
        "Casas ocupadas no bairro alto",
        "Onze casas ocupadas, três famílias já saíram.",
        Sector.RETURN,
        ("Acompanhar a visita ao bairro",),
        ("Enviar a lista das casas", "Nomear um mediador do bairro"),
    ),
    Matter(
        "Lixo junto à escola",
        "A recolha falhou três semanas seguidas.",
        Sector.HEALTH,
        (),
        ("Retomar a recolha às terças e sextas",),
    ),
]

OWN_TASKS = [
    "Write the paragraph for the weekly report",
    "Check the road to Gachal before the next visit",
    "Ask Military Liaison for the flight on Thursday",
    "Prepare the map of the transhumance corridors",
    "Find an interpreter for the visit to Kika",
    "Préparer les chaises pour la séance publique",
    "Rappeler la préfecture au sujet du calendrier",
    "Pedir a la radio local un espacio el viernes",
    "Traducir la hoja de asistencia al árabe",
    "مراجعة ترجمة محضر الاجتماع",
    "Kupanga gari la ziara ya Eres",
    "Confirmar o horário do voo de sexta-feira",
]

# What officials ask of the mission between meetings: person, area, language, words.
REQUESTS = [
    ("mayor", "COR", "fr", "Réparer la pompe du quartier du fleuve"),
    ("mayor", "COR", "fr", "Prêter une sonorisation pour la séance publique"),
    ("deputy", "COR", "fr", "Envoyer la carte des quartiers en grand format"),
    ("prefect", "CRD", "fr", "Un vol pour les magistrats le mois prochain"),
    ("prefect", "CRD", "fr", "Une escorte jusqu’au bac de la Mogave"),
    ("sultan", "MAL", "ar", "مترجم لجلسة الصلح يوم الخميس"),
    ("sultan", "MAL", "ar", "خيمة لاجتماع المجلس"),
    ("president", "MAL", "fr", "Dix cahiers pour le moulin"),
    ("eres_mayor", "ERE", "sw", "Ramani ya barabara ya Xalksa"),
    ("eres_mayor", "ERE", "sw", "Mhandisi wa kuangalia daraja"),
    ("coordinator", "COR", "fr", "Les dates des prochaines patrouilles sur la piste de Gachal"),
    ("galasi_mayor", "GAL", "pt", "Um mapa do bairro alto"),
]
