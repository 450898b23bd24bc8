// Outlines of grids without any map server; a base map only where an address for its tiles is given.
const heat = (open) => (open === 0 ? 0 : open < 3 ? 1 : open < 6 ? 2 : 3);

for (const place of document.querySelectorAll("[data-map]")) draw(place);

async function draw(place) {
  const map = L.map(place, { attributionControl: false, zoomSnap: 0.5 });
  const frame = () => outlines.getLayers().length && map.fitBounds(outlines.getBounds(), { padding: [8, 8] });
  if (place.dataset.tiles) L.tileLayer(place.dataset.tiles).addTo(map);
  const outlines = L.geoJSON(null, {
    style: (feature) => ({
      color: "#5f8c80",
      weight: 1,
      fillOpacity: place.dataset.tiles ? 0.5 : 1,
      className: `yx-heat-${heat(feature.properties.open ?? 0)}`,
    }),
    onEachFeature: (feature, layer) => {
      layer.bindTooltip(feature.properties.name, { sticky: true });
      if (!("pick" in place.dataset)) popUp(place, feature.properties, layer);
    },
  }).addTo(map);
  map.setView([39.1, 107.5], 8);
  const answer = await fetch(place.dataset.map);
  if (answer.ok) outlines.addData(await answer.json());
  frame();
  if ("pick" in place.dataset) pick(map, place);
  place.closest("details")?.addEventListener("toggle", () => {
    map.invalidateSize();
    frame();
  });
}

function popUp(place, properties, layer) {
  const href = properties.href || place.dataset.list?.replace(/0$/, properties.id);
  const words = properties.open === undefined ? properties.name : `${properties.name}: ${properties.open}`;
  const shown = document.createElement(href ? "a" : "span");
  if (href) shown.href = href;
  shown.textContent = words;
  layer.bindPopup(shown);
}

function pick(map, place) {
  const scope = place.closest("form") || document;
  const [lon, lat] = ["lon", "lat"].map((name) => scope.querySelector(`input[name="${name}"]`));
  const state = scope.querySelector("[data-pick-state]");
  const remover = scope.querySelector("[data-unpick]");
  const first = state?.textContent;
  let mark = null;

  const show = (words) => state && (state.textContent = words);
  const put = (point) => {
    const shown = point.wrap();
    lon.value = shown.lng.toFixed(5);
    lat.value = shown.lat.toFixed(5);
    mark?.remove();
    mark = L.circleMarker(shown, { radius: 10, weight: 3, color: "#fff", fillColor: "#9f2420", fillOpacity: 1 }).addTo(map);
    show(`${place.dataset.chosen ?? ""}${lat.value}, ${lon.value}`);
    if (remover) remover.hidden = false;
  };

  map.on("click", (event) => put(event.latlng));
  remover?.addEventListener("click", () => {
    lon.value = lat.value = "";
    mark?.remove();
    remover.hidden = true;
    show(first);
  });
  scope.querySelector("[data-locate]")?.addEventListener("click", () => {
    const refused = () => show(place.dataset.refused ?? "");
    if (!navigator.geolocation) return refused();
    navigator.geolocation.getCurrentPosition((found) => {
      const point = L.latLng(found.coords.latitude, found.coords.longitude);
      map.setView(point, 13);
      put(point);
    }, refused);
  });
  if (lon.value && lat.value) put(L.latLng(Number(lat.value), Number(lon.value)));
}
