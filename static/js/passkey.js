/* Passkeys: ask the browser for a key, put its answer into the form, send the form.
   A form says data-passkey="get" or "create"; its options stand in #passkey-options or are fetched
   from data-passkey-options. Without this file the form stays hidden and the other ways remain. */
(() => {
  "use strict";

  const toBytes = (text) => {
    const plain = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
    return Uint8Array.from(plain, (char) => char.charCodeAt(0));
  };
  const toText = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer)))
      .replace(/\+/g, "-")
      .replace(/\//g, "_")
      .replace(/=+$/, "");
  const withBytes = (keys) => (keys || []).map((key) => ({ ...key, id: toBytes(key.id) }));

  async function create(options) {
    const asked = options.publicKey;
    const made = await navigator.credentials.create({
      publicKey: {
        ...asked,
        challenge: toBytes(asked.challenge),
        user: { ...asked.user, id: toBytes(asked.user.id) },
        excludeCredentials: withBytes(asked.excludeCredentials),
      },
    });
    return {
      ...described(made),
      response: {
        clientDataJSON: toText(made.response.clientDataJSON),
        attestationObject: toText(made.response.attestationObject),
        transports: made.response.getTransports ? made.response.getTransports() : [],
      },
    };
  }

  async function get(options) {
    const asked = options.publicKey;
    const given = await navigator.credentials.get({
      publicKey: {
        ...asked,
        challenge: toBytes(asked.challenge),
        allowCredentials: withBytes(asked.allowCredentials),
      },
    });
    const { clientDataJSON, authenticatorData, signature, userHandle } = given.response;
    return {
      ...described(given),
      response: {
        clientDataJSON: toText(clientDataJSON),
        authenticatorData: toText(authenticatorData),
        signature: toText(signature),
        userHandle: userHandle ? toText(userHandle) : null,
      },
    };
  }

  const described = (credential) => ({
    type: credential.type,
    id: credential.id,
    rawId: toText(credential.rawId),
    authenticatorAttachment: credential.authenticatorAttachment,
    clientExtensionResults: credential.getClientExtensionResults(),
  });

  async function optionsFor(form) {
    const address = form.dataset.passkeyOptions;
    if (!address) return JSON.parse(document.getElementById("passkey-options").textContent);
    const answer = await fetch(address, { headers: { Accept: "application/json" } });
    return (await answer.json()).request_options;
  }

  async function useKey(form, button) {
    const failed = form.querySelector("[data-passkey-failed]");
    failed.hidden = true;
    button.setAttribute("aria-busy", "true");
    try {
      const options = await optionsFor(form);
      const answer = form.dataset.passkey === "create" ? await create(options) : await get(options);
      form.elements.credential.value = JSON.stringify(answer);
      form.submit();
    } catch (stopped) {
      // Stopped by the person, no such key, or no link: the page says so and the other ways remain.
      button.removeAttribute("aria-busy");
      failed.hidden = false;
    }
  }

  if (!window.PublicKeyCredential) return;
  for (const form of document.querySelectorAll("form[data-passkey]")) {
    const button = form.querySelector("[data-passkey-button]");
    form.hidden = false;
    button.hidden = false;
    button.addEventListener("click", () => useKey(form, button));
    form.addEventListener("submit", (event) => {
      if (form.elements.credential.value) return;
      event.preventDefault(); // Enter in the name field
      useKey(form, button);
    });
  }
})();
