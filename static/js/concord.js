/* Concord in the browser: comforts only. Every page works without this file.
   ES2020, no eval, nothing written into style attributes. */
(() => {
  "use strict";

  const page = document.documentElement;
  const find = (selector, inside = document) => inside.querySelector(selector);
  const findAll = (selector, inside = document) => [...inside.querySelectorAll(selector)];
  const word = (name) => find(`#word-${name}`).content.cloneNode(true);
  const spoken = (name) => word(name).textContent.trim();
  const two = (number) => String(number).padStart(2, "0");
  const clock = (milliseconds) => {
    const moment = new Date(milliseconds);
    return `${two(moment.getHours())}:${two(moment.getMinutes())}`;
  };

  /* Private windows and full disks refuse storage; a page must not break on that. */
  const store = {
    read(key) {
      try {
        return JSON.parse(localStorage.getItem(key));
      } catch (refused) {
        return null;
      }
    },
    write(key, value) {
      try {
        localStorage.setItem(key, JSON.stringify(value));
        return true;
      } catch (refused) {
        return false;
      }
    },
    remove(key) {
      try {
        localStorage.removeItem(key);
      } catch (refused) {
        /* nothing was kept, so nothing is left */
      }
    },
    keys(prefix) {
      try {
        return Object.keys(localStorage).filter((key) => key.startsWith(prefix));
      } catch (refused) {
        return [];
      }
    },
  };

  /* ---- notes ---------------------------------------------------------- */
  /* A form of one button is too narrow for a note: it stands above the row of buttons. */
  const buttonRow = (form) => form && form.closest(".buttons");
  const clearNote = (form) => {
    const place = buttonRow(form) ? buttonRow(form).parentElement : form;
    findAll("[data-script-note]", place).forEach((note) => note.remove());
  };

  function showNote(name, form, change) {
    const holder = document.createElement("div");
    holder.dataset.scriptNote = name;
    holder.setAttribute("role", "alert");
    const text = word(name);
    if (change) change(text);
    const place = form || find("#notes") || find("main");
    clearNote(place);
    if (buttonRow(form)) buttonRow(form).before(holder);
    else place.prepend(holder);
    holder.append(text); // after it stands in the page, so that it is read aloud
    if (!form) holder.scrollIntoView({ block: "nearest" });
    return holder;
  }

  /* ---- one press, one sending ------------------------------------------- */
  const PATIENCE = 15000; // after this a stopped sending may be tried again
  const DOWNLOAD = 2000; // a file leaves the page as it is: nothing else says that it has come
  const buttonsOf = (form) =>
    [...form.elements].filter((element) => element.type === "submit");

  function release(form) {
    delete form.dataset.sending;
    buttonsOf(form).forEach((button) => button.removeAttribute("aria-busy"));
  }

  function hold(form, button) {
    form.dataset.sending = String(Date.now());
    if (button) button.setAttribute("aria-busy", "true");
    setTimeout(() => release(form), "download" in form.dataset ? DOWNLOAD : PATIENCE);
  }

  document.addEventListener(
    "submit",
    (event) => {
      const form = event.target;
      if (form.method !== "post") return;
      const stop = () => {
        event.preventDefault();
        event.stopImmediatePropagation();
      };
      if (form.dataset.sending) {
        stop();
        return;
      }
      clearNote(form);
      // The browser may be wrong about the link: it is believed once, the second press goes through.
      if (navigator.onLine === false && !form.dataset.warned) {
        form.dataset.warned = "1";
        showNote("no-link", form);
        stop();
        return;
      }
      delete form.dataset.warned;
      hold(form, event.submitter);
    },
    true,
  );

  addEventListener("pageshow", () => findAll("form[data-sending]").forEach(release));

  /* ---- htmx ------------------------------------------------------------- */
  const formAround = (event) => event.target.closest && event.target.closest("form");

  document.addEventListener("htmx:afterRequest", (event) => {
    const form = formAround(event);
    if (form) release(form);
  });
  ["htmx:sendError", "htmx:timeout"].forEach((name) =>
    document.addEventListener(name, (event) => {
      const form = formAround(event);
      if (form) release(form);
      showNote("no-link", form);
    }),
  );
  document.addEventListener("htmx:responseError", (event) => {
    const answer = new DOMParser().parseFromString(event.detail.xhr.responseText, "text/html");
    const reason = find("[data-reason]", answer);
    showNote("refused", formAround(event), (note) => {
      if (reason) findAll("p", note).pop().textContent = reason.textContent.trim();
    });
  });
  document.addEventListener("htmx:load", (event) => {
    const part = event.target;
    prepare(part);
    // The pressed button went away with the old part: a keyboard goes on where the new one stands.
    if (document.activeElement === document.body && part !== document.body) {
      part.tabIndex = -1;
      part.focus({ preventScroll: true });
    }
  });

  /* ---- repeater rows ----------------------------------------------------- */
  const NUMBERED = ["name", "id", "for", "aria-describedby", "data-written-date"];

  function numberRows(repeater) {
    const prefix = repeater.dataset.repeater;
    const number = new RegExp(`(^|\\s|id_)${prefix}-(\\d+|__prefix__)-`, "g");
    const rows = findAll("[data-repeater-row]", find("[data-repeater-rows]", repeater));
    rows.forEach((row, index) => {
      NUMBERED.forEach((attribute) =>
        findAll(`[${attribute}]`, row).forEach((element) =>
          element.setAttribute(
            attribute,
            element.getAttribute(attribute).replace(number, `$1${prefix}-${index}-`),
          ),
        ),
      );
    });
    const total = find(`[name="${prefix}-TOTAL_FORMS"]`, repeater);
    if (total) total.value = rows.length;
  }

  const firstInput = (row) => find("input:not([type=hidden]), select, textarea", row);

  function addRow(repeater) {
    const row = find("[data-repeater-empty]", repeater).content.cloneNode(true);
    const rows = find("[data-repeater-rows]", repeater);
    rows.append(row);
    numberRows(repeater);
    prepare(rows.lastElementChild);
    return rows.lastElementChild;
  }

  function removeRow(row) {
    const repeater = row.closest("[data-repeater]");
    const tick = find("[data-repeater-tick] input", row);
    const stored = findAll("input[type=hidden]", row).some(
      (input) => /-id$/.test(input.name) && input.value,
    );
    const next = row.nextElementSibling || row.previousElementSibling;
    if (stored && tick) {
      tick.checked = true;
      row.hidden = true;
    } else {
      row.remove();
      numberRows(repeater);
    }
    const target = (next && !next.hidden && firstInput(next)) || find("[data-repeater-add]", repeater);
    target.focus();
    repeater.dispatchEvent(new Event("input", { bubbles: true }));
  }

  /* ---- drafts ------------------------------------------------------------ */
  const person = document.body.dataset.person || "";
  const DRAFT = "concord-draft:";
  const draftKey = (path) => `${DRAFT}${person}:${path}`;
  const WEEK = 7 * 24 * 3600 * 1000;
  const NEVER_KEPT = ["csrfmiddlewaretoken", "submission_key", "revision"];

  const keepable = (element) =>
    element.name &&
    !NEVER_KEPT.includes(element.name) &&
    !["password", "file", "submit", "button", "hidden"].includes(element.type) &&
    !element.closest("[data-no-draft]");

  function written(form) {
    return [...form.elements].filter(keepable).map((element) => {
      const picked = element.type === "checkbox" || element.type === "radio";
      return [element.name, element.value, picked ? element.checked : null];
    });
  }

  function restore(form, entries) {
    findAll("[data-repeater]", form).forEach((repeater) => {
      const row = new RegExp(`^${repeater.dataset.repeater}-(\\d+)-`);
      const needed = Math.max(0, ...entries.map(([name]) => 1 + Number((row.exec(name) || [0, -1])[1])));
      const rows = find("[data-repeater-rows]", repeater);
      while (rows.children.length < needed) addRow(repeater);
    });
    const seen = {};
    entries.forEach(([name, value, checked]) => {
      const same = [...form.elements].filter((element) => element.name === name);
      if (checked === null) {
        seen[name] = (seen[name] || 0) + 1;
        const element = same[seen[name] - 1];
        if (element && keepable(element)) element.value = value;
      } else {
        same.filter((element) => element.value === value).forEach((element) => {
          element.checked = checked;
        });
      }
    });
  }

  function keepDrafts(form) {
    const key = draftKey(form.dataset.draft || location.pathname);
    const untouched = JSON.stringify(written(form));
    const answered = find(".field-bad, .error-summary", form) !== null;
    const kept = store.read(key);
    if (kept && !answered && JSON.stringify(kept.entries) !== untouched) {
      restore(form, kept.entries);
      showNote("kept", form, (note) =>
        findAll("p", note).forEach((line) => {
          line.textContent = line.textContent.replace("{time}", clock(kept.at));
        }),
      );
    }
    let timer = 0;
    const keep = () => {
      clearTimeout(timer);
      timer = 0;
      store.write(key, { at: Date.now(), entries: written(form) });
    };
    form.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(keep, 400);
    });
    addEventListener("pagehide", () => timer && keep());
  }

  function forgetDrafts() {
    findAll("[data-saved-form]").forEach((mark) => store.remove(draftKey(mark.dataset.savedForm)));
    store.keys(DRAFT).forEach((key) => {
      const kept = store.read(key);
      if (!kept || Date.now() - kept.at > WEEK) store.remove(key);
    });
  }

  /* A phone changes hands: what one person typed does not wait for the next. */
  document.addEventListener("submit", (event) => {
    if (event.target.matches("[data-sign-out]")) store.keys(DRAFT + person).forEach(store.remove);
  });

  /* ---- small deeds --------------------------------------------------------- */
  async function copyText(button) {
    const source = document.getElementById(button.dataset.copy);
    const text = "value" in source ? source.value : source.textContent.trim();
    try {
      await navigator.clipboard.writeText(text);
    } catch (refused) {
      getSelection().selectAllChildren(source); // the person copies by hand
      return;
    }
    const label = find("span", button);
    const before = label.textContent;
    label.textContent = spoken("copied");
    setTimeout(() => (label.textContent = before), 2500);
  }

  function showPassword(button) {
    const input = document.getElementById(button.dataset.showPassword);
    const shown = input.type === "password";
    input.type = shown ? "text" : "password";
    button.setAttribute("aria-pressed", String(shown));
    button.textContent = spoken(shown ? "hide" : "show");
  }

  const CLICKS = {
    "[data-repeater-add]": (button, event) => {
      event.preventDefault();
      firstInput(addRow(button.closest("[data-repeater]"))).focus();
    },
    "[data-repeater-remove]": (button) => removeRow(button.closest("[data-repeater-row]")),
    "[data-show-password]": showPassword,
    "[data-print]": () => print(),
    "[data-copy]": copyText,
    "[data-open-dialog]": (button) => document.getElementById(button.dataset.openDialog).showModal(),
  };
  document.addEventListener("click", (event) => {
    Object.entries(CLICKS).forEach(([selector, deed]) => {
      const target = event.target.closest(selector);
      if (target) deed(target, event);
    });
    findAll(".person-menu[open]").forEach((menu) => {
      if (!menu.contains(event.target)) menu.open = false;
    });
  });

  document.addEventListener("change", (event) => {
    const element = event.target;
    if (element.matches("[data-send-on-change]")) element.form.submit();
    if (element.type === "date") writeDate(element);
    if (element.type === "file") tellSize(element);
    if (element.matches("[data-keys-switch]")) store.write("concord-keys", element.checked);
  });

  const DAY_FIRST = { en: "en-GB", pt: "pt-PT" };

  function writeDate(input) {
    const place = find(`[data-written-date="${input.id}"]`);
    if (!place) return;
    const [year, month, day] = input.value.split("-").map(Number);
    place.textContent = input.value
      ? new Intl.DateTimeFormat(`${DAY_FIRST[page.lang] || page.lang}-u-nu-latn`, {
          weekday: "short",
          day: "numeric",
          month: "short",
          year: "numeric",
        }).format(new Date(year, month - 1, day))
      : "";
  }

  function tellSize(input) {
    const place = find(`[data-file-size="${input.id}"]`);
    if (!place) return;
    place.textContent = [...input.files]
      .map((file) => `${file.name} · ${Math.max(1, Math.round(file.size / 1000))} kB`)
      .join(", ");
  }

  /* ---- keys (laptops) -------------------------------------------------------- */
  const keysOn = () => store.read("concord-keys") !== false;
  let first = "";
  let firstTimer = 0;

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") findAll(".person-menu[open]").forEach((menu) => (menu.open = false));
    const typing = event.target.closest("input, textarea, select, [contenteditable]");
    if (!keysOn() || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    const help = find("#keyboard-help");
    if (!help || help.open) return;
    const pressed = first ? `${first} ${event.key}` : event.key;
    clearTimeout(firstTimer);
    first = "";
    if (pressed === "?") {
      help.showModal();
      return;
    }
    const links = findAll("[data-key]", help);
    const link = links.find((candidate) => candidate.dataset.key === pressed);
    if (link) {
      event.preventDefault();
      location.assign(link.href);
    } else if (links.some((candidate) => candidate.dataset.key.startsWith(`${pressed} `))) {
      first = pressed;
      firstTimer = setTimeout(() => (first = ""), 1000);
    }
  });

  /* ---- start ------------------------------------------------------------------- */
  const TAKES_FOCUS = "[data-take-focus]";

  function prepare(part) {
    const unveil =
      "[data-print], [data-copy], [data-show-password], [data-open-dialog], [data-repeater-remove]";
    findAll(unveil, part).forEach((button) => (button.hidden = false));
    findAll("[data-repeater-tick]", part).forEach((tick) => (tick.hidden = true));
    findAll("input[type=date]", part).forEach(writeDate);
    const urgent = part.matches && part.matches(TAKES_FOCUS) ? part : find(TAKES_FOCUS, part);
    if (urgent) urgent.focus();
  }

  const keysSwitch = find("[data-keys-switch]");
  if (keysSwitch) keysSwitch.checked = keysOn();
  forgetDrafts();
  prepare(document);
  findAll("form[data-draft]").forEach(keepDrafts);
})();
