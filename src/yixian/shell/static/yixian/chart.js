// Draws the table that belongs to each [data-chart] place; the table stays for whoever would rather read it.
const COLOURS = ["#12594e", "#d9902f", "#1f5673", "#8a9b3c", "#9f2420", "#6f8f86"];
const INK = "#51605a";
const LINE = "#d9e0db";

const number = (cell) => Number(cell.textContent.trim().replace(/[,\s%]/g, ""));

function read(table) {
  const heads = [...table.querySelectorAll("thead th")].map((cell) => cell.textContent.trim());
  const rows = [...table.querySelectorAll("tbody tr")].map((row) => [...row.children]);
  return {
    keys: rows.map((row) => row[0].textContent.trim()),
    series: heads.slice(1).map((name, at) => ({ name, data: rows.map((row) => number(row[at + 1])) })),
  };
}

function picture({ keys, series }, kind) {
  const lying = kind === "rows";
  const keyAxis = {
    type: "category",
    data: keys,
    inverse: lying,
    axisTick: { show: false },
    axisLine: { lineStyle: { color: LINE } },
    axisLabel: { color: INK },
  };
  const valueAxis = {
    type: "value",
    minInterval: 1,
    splitLine: { lineStyle: { color: LINE } },
    axisLabel: { color: INK },
  };
  return {
    color: COLOURS,
    animation: false,
    textStyle: { fontFamily: getComputedStyle(document.body).fontFamily },
    tooltip: { trigger: "axis", renderMode: "richText" },
    legend: { show: series.length > 1, bottom: 0, icon: "roundRect", textStyle: { color: INK } },
    grid: { left: 8, right: 12, top: 16, bottom: series.length > 1 ? 34 : 8, containLabel: true },
    xAxis: lying ? valueAxis : keyAxis,
    yAxis: lying ? keyAxis : valueAxis,
    series: series.map((each) => ({
      ...each,
      type: kind === "line" ? "line" : "bar",
      stack: kind === "stack" ? "all" : undefined,
      barMaxWidth: 26,
      symbol: "circle",
      symbolSize: 6,
    })),
  };
}

for (const place of document.querySelectorAll("[data-chart]")) {
  const named = place.dataset.chart && document.getElementById(place.dataset.chart);
  const table = named || place.closest("figure")?.querySelector("table");
  if (!table) continue;
  const chart = echarts.init(place, null, { renderer: "svg" });
  chart.setOption(picture(read(table), place.dataset.kind || "bar"));
  new ResizeObserver(() => chart.resize()).observe(place);
}
