// What a page can do with script, loaded only where the page asks for it. Every page works without.

// Forms and other GOV.UK Frontend components.
if (document.querySelector('[data-module^="govuk-"]:not(.govuk-skip-link)')) {
  document.body.classList.add("js-enabled", "govuk-frontend-supported");
  import("../vendor/govuk-frontend.js").then((govuk) => govuk.initAll());
}

// Parts of a page that are fetched on their own.
if (document.querySelector("[data-hx-get], [data-hx-post], [data-hx-boost]")) {
  import("../vendor/htmx.js");
}

// Maps, on demand.
if (document.querySelector("[data-map]")) {
  import("./map.js").then((map) => map.start(document));
}
