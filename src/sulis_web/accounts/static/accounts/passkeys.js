// Asks the browser for a passkey and puts its answer into the form. Without this file a page still offers codes.
(function () {
  "use strict";

  function toBytes(text) {
    var plain = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
    return Uint8Array.from(plain, function (each) { return each.charCodeAt(0); });
  }

  function toText(buffer) {
    var plain = String.fromCharCode.apply(null, new Uint8Array(buffer));
    return btoa(plain).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  }

  function withBytes(listed) {
    return (listed || []).map(function (each) {
      return Object.assign({}, each, { id: toBytes(each.id) });
    });
  }

  function asked(options) {
    var key = Object.assign({}, options, { challenge: toBytes(options.challenge) });
    if (options.user) key.user = Object.assign({}, options.user, { id: toBytes(options.user.id) });
    if (options.excludeCredentials) key.excludeCredentials = withBytes(options.excludeCredentials);
    if (options.allowCredentials) key.allowCredentials = withBytes(options.allowCredentials);
    return { publicKey: key };
  }

  function answered(credential) {
    var given = credential.response;
    var response = { clientDataJSON: toText(given.clientDataJSON) };
    ["attestationObject", "authenticatorData", "signature", "userHandle"].forEach(function (name) {
      if (given[name]) response[name] = toText(given[name]);
    });
    return JSON.stringify({
      id: credential.id,
      rawId: toText(credential.rawId),
      type: credential.type,
      clientExtensionResults: credential.getClientExtensionResults(),
      response: response
    });
  }

  function prepare(form) {
    var trouble = form.querySelector("[role=alert][hidden]");
    form.addEventListener("submit", function (event) {
      event.preventDefault();
      trouble.hidden = true;
      var options = asked(JSON.parse(form.dataset.options).publicKey);
      var call = form.dataset.passkey === "make" ? navigator.credentials.create(options) : navigator.credentials.get(options);
      call.then(function (credential) {
        form.elements.answer.value = answered(credential);
        form.submit();
      }).catch(function () {
        trouble.hidden = false;
      });
    });
  }

  document.querySelectorAll("form[data-passkey]").forEach(prepare);
})();
