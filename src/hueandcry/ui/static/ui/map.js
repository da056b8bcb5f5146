// A map on demand: our own boundaries, names and neighbours; no tile server. MapLibre is loaded by the first click.

const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

export function start(root) {
  for (const holder of root.querySelectorAll("[data-map]")) {
    const button = holder.querySelector("[data-map-show]");
    if (!button) continue;
    button.hidden = false;
    button.addEventListener("click", () => show(holder, button), { once: true });
  }
}

async function show(holder, button) {
  const view = holder.querySelector("[data-map-view]");
  button.disabled = true;
  try {
    const [maplibre, place] = await Promise.all([
      import("../vendor/maplibre/maplibre-gl.mjs"),
      geojson(holder.dataset.place),
      stylesheet(new URL("../vendor/maplibre/maplibre-gl.css", import.meta.url)),
    ]);
    const neighbours = holder.dataset.neighbours ? await geojson(holder.dataset.neighbours) : nothing();
    const outline = holder.dataset.outline ? await geojson(holder.dataset.outline) : nothing();
    view.hidden = false;
    draw(maplibre, view, { place, neighbours, outline }, words(holder.dataset));
    button.hidden = true;
  } catch (error) {
    console.warn("map:", error);
    view.hidden = true;
    button.hidden = true;
    holder.querySelector("[data-map-failed]").hidden = false;
  }
}

// MapLibre's own sentences, in the language of the page.
function words(said) {
  return {
    "Map.Title": said.title,
    "NavigationControl.ZoomIn": said.zoomIn,
    "NavigationControl.ZoomOut": said.zoomOut,
    "CooperativeGesturesHandler.WindowsHelpText": said.wheel,
    "CooperativeGesturesHandler.MacHelpText": said.wheelMac,
    "CooperativeGesturesHandler.MobileHelpText": said.fingers,
  };
}

function draw(maplibre, view, shapes, locale) {
  const map = new maplibre.Map({
    container: view,
    style: style(shapes),
    bounds: bounds(shapes.place),
    fitBoundsOptions: { padding: 60, maxZoom: 15 },
    attributionControl: false,
    cooperativeGestures: true,
    locale,
  });
  map.addControl(new maplibre.NavigationControl({ showCompass: false }));
  for (const feature of [...shapes.place.features, ...shapes.neighbours.features]) {
    if (feature.properties.name) name(maplibre, map, feature);
  }
  map.on("click", "neighbours", (event) => follow(event.features[0]));
  map.on("mouseenter", "neighbours", () => (map.getCanvas().style.cursor = "pointer"));
  map.on("mouseleave", "neighbours", () => (map.getCanvas().style.cursor = ""));
}

function follow(feature) {
  if (feature.properties.url) location.assign(feature.properties.url);
}

// A place's name in the language of the page.
function called({ name, name_cy: welsh }) {
  return document.documentElement.lang === "cy" && welsh ? welsh : name;
}

function name(maplibre, map, feature) {
  const words = document.createElement("span");
  words.className = "map__name";
  words.textContent = called(feature.properties);
  const [west, south, east, north] = bounds({ features: [feature] });
  new maplibre.Marker({ element: words }).setLngLat([(west + east) / 2, (south + north) / 2]).addTo(map);
}

function style({ place, neighbours, outline }) {
  const source = (data) => ({ type: "geojson", data });
  return {
    version: 8,
    sources: { place: source(place), neighbours: source(neighbours), outline: source(outline) },
    layers: [
      { id: "paper", type: "background", paint: { "background-color": colour("--mist") } },
      { id: "neighbours", type: "fill", source: "neighbours", paint: { "fill-color": colour("--paper") } },
      { id: "edges", type: "line", source: "neighbours", paint: { "line-color": colour("--range-edge"), "line-width": 1 } },
      { id: "place", type: "fill", source: "place", paint: { "fill-color": colour("--range") } },
      { id: "edge", type: "line", source: "place", paint: { "line-color": colour("--link"), "line-width": 3 } },
      { id: "outline", type: "line", source: "outline", paint: { "line-color": colour("--soft"), "line-width": 2, "line-dasharray": [3, 2] } },
    ],
  };
}

function bounds(collection) {
  const box = [Infinity, Infinity, -Infinity, -Infinity];
  const visit = (part) => {
    if (typeof part[0] !== "number") return part.forEach(visit);
    box[0] = Math.min(box[0], part[0]);
    box[1] = Math.min(box[1], part[1]);
    box[2] = Math.max(box[2], part[0]);
    box[3] = Math.max(box[3], part[1]);
  };
  collection.features.forEach((feature) => visit(feature.geometry.coordinates));
  return box;
}

const nothing = () => ({ type: "FeatureCollection", features: [] });

async function geojson(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address} answered ${answer.status}`);
  const data = await answer.json();
  return data.type === "FeatureCollection" ? data : { type: "FeatureCollection", features: [data] };
}

function stylesheet(address) {
  return new Promise((done, failed) => {
    const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href: address, onload: done, onerror: failed });
    document.head.append(link);
  });
}
