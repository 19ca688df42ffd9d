// Draws a figure that the server has described. Every written value comes from the server; here are only shapes.
const drawings = new Map();
let library;

// Okabe–Ito, yellow last because it is faint on white.
const palette = ["#E69F00", "#56B4E9", "#009E73", "#CC79A7", "#D55E00", "#0072B2", "#F0E442"];

// A saved picture goes into letters and slides: it is drawn for white paper, however dark the screen is.
const paper = { accent: "#1d5fa8", text: "#1c2127", quiet: "#56606c", line: "#d9dde2", surface: "#ffffff", grey: "#7b858f" };

function load(address) {
  library ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = address;
    script.onload = () => resolve(globalThis.echarts);
    script.onerror = () => { library = undefined; reject(new Error("chart library")); };
    document.head.append(script);
  });
  return library;
}

export async function draw(element, address, spec) {
  const echarts = await load(address);
  if (!element.isConnected) return;
  let drawing = drawings.get(element);
  if (!drawing) {
    const chart = echarts.init(element, null, { renderer: "svg" });
    const observer = new ResizeObserver(() => {
      if (element.clientWidth === 0) return;
      chart.resize();
      // whether names and numbers fit side by side depends on the width
      if (drawing.spec.namesGroups || drawing.spec.kind === "HeatMap") chart.setOption(optionsOf(drawing.spec, coloursOf(element), element.clientWidth), { notMerge: true });
    });
    observer.observe(element);
    drawing = { chart, observer };
    drawings.set(element, drawing);
  }
  drawing.spec = spec;
  drawing.chart.setOption(optionsOf(spec, coloursOf(element), element.clientWidth), { notMerge: true });
}

export function remove(element) {
  const drawing = drawings.get(element);
  if (!drawing) return;
  drawing.observer.disconnect();
  drawing.chart.dispose();
  drawings.delete(element);
}

export function saveImage(element, format, name) {
  const drawing = drawings.get(element);
  if (!drawing) return;
  const place = document.createElement("div");
  const size = { width: 1200, height: 600 };
  const chart = globalThis.echarts.init(place, null, { renderer: format === "svg" ? "svg" : "canvas", devicePixelRatio: 2, ...size });
  const colours = { ...paper, font: coloursOf(element).font };
  const options = optionsOf(drawing.spec, colours, size.width);
  options.animation = false;
  options.backgroundColor = colours.surface;
  options.title = {
    text: drawing.spec.title, subtext: drawing.spec.subtitle, left: 16, top: 12,
    textStyle: { color: colours.text, fontSize: 18, fontWeight: 600, fontFamily: colours.font, width: 1160, overflow: "break" },
    subtextStyle: { color: colours.quiet, fontSize: 13, fontFamily: colours.font },
  };
  Object.assign(options.grid, { top: options.legend ? 136 : 104, left: 20, right: 24 });
  if (options.legend) Object.assign(options.legend, { top: 76, left: 14 });
  chart.setOption(options);
  if (format === "svg") saveText(`${name}.svg`, chart.renderToSVGString(), "image/svg+xml");
  else save(`${name}.png`, chart.getDataURL({ type: "png", pixelRatio: 2, backgroundColor: colours.surface }));
  chart.dispose();
}

export function saveText(name, text, type = "text/csv;charset=utf-8") {
  const address = URL.createObjectURL(new Blob([text], { type }));
  save(name, address);
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}

function save(name, address) {
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
}

function coloursOf(element) {
  const style = getComputedStyle(element);
  const of = name => style.getPropertyValue(`--mud-palette-${name}`).trim();
  return {
    accent: of("primary"), text: of("text-primary"), quiet: of("text-secondary"), line: of("lines-default"),
    surface: of("surface"), grey: of("text-disabled"),
    font: style.fontFamily.replaceAll('"', "'"),   // the saved drawing puts it between double quotes as it stands
  };
}

function optionsOf(spec, colours, width) {
  pen.font = `12px ${colours.font}`;
  const shared = {
    animationDuration: 200,
    textStyle: { fontFamily: colours.font, color: colours.text },
    // hatching is drawn by the library's decals; everything that is not hatched gets an invisible one
    aria: { enabled: true, label: { enabled: false }, decal: { show: true, decals: [{ color: "rgba(0,0,0,0)" }] } },
  };
  return { ...shared, ...(spec.kind === "HeatMap" ? heatMap(spec, colours, width) : rows(spec, colours, width)) };
}

// Lines and bars ------------------------------------------------------------

function rows(spec, colours, width) {
  const bars = spec.kind !== "Line";
  const colourOf = seriesColours(spec, colours);
  const series = [];
  spec.series.forEach((row, i) => {
    const colour = colourOf[i];
    if (!bars && row.low && row.high) series.push(...band(row, i, colour));
    series.push(bars ? bar(spec, row, i, colour, colours) : line(spec, row, i, colour, colours));
    if (spec.kind === "Bar" && row.low && row.high) series.push(whiskers(spec, row, i, colours));
  });
  const base = spec.y.unit === "Lift" ? 1 : 0;
  const first = series.find(s => s.id?.startsWith("row"));
  if (first && !spec.fitY) {
    first.markLine = {
      silent: true, symbol: "none", label: { show: false }, animation: false,
      lineStyle: { color: colours.quiet, type: base === 0 ? "solid" : "dashed", width: 1 }, data: [{ yAxis: base }],
    };
  }
  const named = spec.series.length > 1;
  // a row without a single value has no line that its name could stand for
  const drawn = spec.series.filter(s => s.values.some(v => v !== null));
  const names = groupNames(spec, colours, width);
  return {
    grid: { left: names?.left ?? 8, right: 16, top: named ? 60 : 34, bottom: roomForName, containLabel: true },
    legend: named ? { top: 0, left: 0, type: "scroll", itemHeight: 10, data: drawn.map(s => s.name), textStyle: { color: colours.text } } : undefined,
    tooltip: { trigger: "axis", confine: true, formatter: points => tip(spec, points), ...tipLook(colours) },
    xAxis: {
      type: "category", data: spec.categories, boundaryGap: bars, name: spec.x.title, nameLocation: "middle", nameGap: nameGapBelow(names?.depth ?? depthOf(1)),
      nameTextStyle: { color: colours.quiet }, axisLabel: names?.label ?? endLabels(bars, colours),
      axisLine: { lineStyle: { color: colours.line } }, axisTick: { show: false },
    },
    yAxis: {
      type: "value", minInterval: spec.y.whole ? 1 : undefined, scale: spec.fitY || (!bars && spec.y.unit !== "Rate"), name: spec.y.title, nameLocation: "end", nameGap: 14,
      nameTextStyle: { color: colours.quiet, align: "left", padding: [0, 0, 0, -24] },
      axisLabel: { color: colours.quiet, formatter: v => tick(v, spec.y, spec.language) },
      splitLine: { lineStyle: { color: colours.line } },
    },
    series,
  };
}

// The last category is always named, and names at the ends of a line stay inside the picture.
function endLabels(bars, colours) {
  const shared = { color: colours.quiet, hideOverlap: true, showMaxLabel: true };
  return bars ? shared : { ...shared, alignMinLabel: "left", alignMaxLabel: "right" };
}

// Names of groups, none left out: side by side on a few lines where there is room, aslant where there is none.
function groupNames(spec, colours, width) {
  if (!spec.namesGroups) return undefined;
  const all = { color: colours.quiet, interval: 0, hideOverlap: false };
  const slot = (width - 80) / spec.categories.length - 12;
  const fits = spec.categories.every(name => widthOf(name) <= 1.8 * slot && name.split(/\s+/).every(word => widthOf(word) <= slot));
  if (fits) {
    const lines = Math.max(...spec.categories.map(name => broken(name, slot).length));
    return { depth: depthOf(lines), label: { ...all, lineHeight, formatter: name => broken(name, slot).join("\n") } };
  }
  // a name that stands aslant begins left of its group; the first ones must not begin left of the picture, and none takes a third of it
  const most = width / 3;
  const widths = spec.categories.map(name => Math.min(widthOf(name), most));
  // the nearer the groups, the steeper, so that a line of words stays between a name and the next one
  const rotate = [30, 45, 60, 90].find(angle => (slot + 12) * Math.sin(angle * degree) >= lineHeight) ?? 90;
  const [flat, deep] = [Math.cos(rotate * degree), Math.sin(rotate * degree)];
  const reach = Math.max(...widths.map((wide, i) => flat * wide - (i + 0.5) * (slot + 12)));
  const depth = labelMargin + Math.ceil(deep * Math.max(...widths) + flat * lineHeight / 2);
  return { depth, left: Math.max(8, Math.round(reach - 28)), label: { ...all, rotate, width: most, overflow: "truncate" } };
}

// What stands below a picture, in pixels: labels, the name of the axis, then for a heat map the scale of colours.
const lineHeight = 14;
const degree = Math.PI / 180;
const labelMargin = 8;
const nameMargin = 6;
const belowName = 8;
const depthOf = lines => labelMargin + lines * lineHeight;
const nameGapBelow = depth => depth + nameMargin;
const roomForName = nameMargin + lineHeight + belowName;

// As it will be drawn: Korean letters are about twice as wide as Latin ones, and every font has its own.
const pen = document.createElement("canvas").getContext("2d");
const widthOf = text => pen.measureText(text).width;

// A text on as many lines as a width asks for, broken between words only.
function broken(text, room) {
  const lines = [];
  for (const word of text.split(/\s+/)) {
    const longer = lines.length > 0 ? `${lines.at(-1)} ${word}` : word;
    if (lines.length > 0 && widthOf(longer) <= room) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

function seriesColours(spec, colours) {
  let next = 0;
  // beside the accent, which is blue, the blues of the palette come last; what the ground swallows comes last of all
  const blues = spec.series.some(row => row.role === "Target" || row.role === "Forecast") ? ["#56B4E9", "#0072B2"] : [];
  const faint = luminance(colours.surface) < 0.3 ? "#0072B2" : "#F0E442";
  const order = [...palette].sort((a, b) => (a === faint) - (b === faint) || blues.includes(a) - blues.includes(b));
  return spec.series.map(row => {
    if (row.role === "Control") return colours.grey;
    if (row.role === "Warning") return "#D55E00";
    if (row.role === "Target" || row.role === "Forecast") return colours.accent;
    return order[next++ % order.length];
  });
}

function line(spec, row, i, colour, colours) {
  const open = row.incomplete ?? [];
  return {
    id: `row${i}`, name: row.name, type: "line", connectNulls: false,
    data: row.values.map((value, at) => ({
      value, symbol: open[at] ? "emptyCircle" : "circle", symbolSize: open[at] ? 7 : spec.categories.length > 40 ? 0 : 5,
    })),
    lineStyle: { color: colour, width: row.role === "Target" ? 2.5 : 2, type: row.role === "Forecast" ? "dashed" : "solid" },
    itemStyle: { color: colour },
    markArea: areas(open, spec, colours),
  };
}

// Stretches that are not over yet lie on a hatched ground.
function areas(open, spec, colours) {
  const data = [];
  for (let at = 0; at < open.length; at++) {
    if (!open[at]) continue;
    let end = at;
    while (open[end + 1]) end++;
    data.push([{ name: spec.incompleteText, xAxis: spec.categories[Math.max(0, at - 1)] }, { xAxis: spec.categories[end] }]);
    at = end;
  }
  if (data.length === 0) return undefined;
  return { silent: true, data, label: { color: colours.quiet, fontSize: 11, position: "insideTopRight" }, itemStyle: { color: { image: stripes(colours.line), repeat: "repeat", imageWidth: stripe, imageHeight: stripe } } };
}

function bar(spec, row, i, colour, colours) {
  const open = row.incomplete ?? [];
  return {
    id: `row${i}`, name: row.name, type: "bar", stack: spec.kind === "StackedBar" ? "all" : undefined, barMaxWidth: 40, barCategoryGap: "30%",
    data: row.values.map((value, at) => ({
      value,
      itemStyle: open[at] ? { opacity: 0.65, decal: hatch(colours.surface) } : undefined,
    })),
    itemStyle: {
      color: colour, decal: row.role === "Forecast" ? hatch(colours.surface) : undefined,
      borderColor: row.role === "Forecast" ? colour : undefined, borderType: "dashed",
    },
  };
}

// Stretches of a line chart cannot carry a decal, so their hatching is a small picture; the library wants its size said.
const stripe = 8;

function stripes(colour) {
  const tile = document.createElement("canvas");
  tile.width = tile.height = stripe;
  const pen = tile.getContext("2d");
  pen.strokeStyle = colour;
  pen.lineWidth = 1.5;
  for (const from of [-stripe, 0, stripe]) { pen.moveTo(from, stripe); pen.lineTo(from + stripe, 0); }
  pen.stroke();
  return tile;
}

// Cells carry numbers, so their lines lie further apart.
const thinHatch = colour => ({ ...hatch(colour), dashArrayY: [1, 6] });

const hatch = colour => ({ symbol: "rect", dashArrayX: [1, 0], dashArrayY: [2, 4], rotation: -Math.PI / 4, color: colour });

// An interval around a line: an invisible floor and the band upon it.
function band(row, i, colour) {
  const shared = { type: "line", stack: `band${i}`, stackStrategy: "all", symbol: "none", silent: true, tooltip: { show: false }, lineStyle: { opacity: 0 } };
  const wide = row.low.map((low, at) => low === null || row.high[at] === null ? null : row.high[at] - low);
  return [
    { ...shared, id: `floor${i}`, data: row.low },
    { ...shared, id: `band${i}`, data: wide, itemStyle: { color: colour }, areaStyle: { color: colour, opacity: 0.16 } },
  ];
}

// An interval around a bar: a line with two ends.
function whiskers(spec, row, i, colours) {
  const count = spec.series.length;
  return {
    id: `whisker${i}`, type: "custom", silent: true, tooltip: { show: false }, z: 5, encode: { x: 0, y: [1, 2] },   // the axis reaches as far as both ends
    data: row.values.map((_, at) => [at, row.low[at], row.high[at]]),
    renderItem(_, api) {
      if (api.value(1) == null || Number.isNaN(api.value(1))) return null;
      const layout = api.barLayout({ count, barMaxWidth: 40, barCategoryGap: "30%" })[i];
      const x = api.coord([api.value(0), 0])[0] + layout.offsetCenter;
      const low = api.coord([api.value(0), api.value(1)])[1];
      const high = api.coord([api.value(0), api.value(2)])[1];
      const stroke = { stroke: colours.text, lineWidth: 1.25 };
      const piece = (x1, y1, x2, y2) => ({ type: "line", shape: { x1, y1, x2, y2 }, style: stroke });
      return { type: "group", children: [piece(x, low, x, high), piece(x - 4, low, x + 4, low), piece(x - 4, high, x + 4, high)] };
    },
  };
}

function tip(spec, points) {
  const at = points[0]?.dataIndex;
  if (at === undefined) return "";
  const lines = [`<strong>${escape(spec.categories[at])}</strong>`];
  spec.series.forEach(row => {
    const mark = points.find(p => p.seriesName === row.name && p.seriesId?.startsWith("row"))?.marker ?? "";
    let text = `${mark}${escape(row.name)}: <b>${escape(row.shown[at])}</b>`;
    if (row.interval) text += ` <span>(${escape(spec.intervalText)} ${escape(row.interval[at])})</span>`;
    if (row.incomplete?.[at]) text += ` · ${escape(spec.incompleteText)}`;
    lines.push(text);
  });
  return lines.join("<br>");
}

// Heat map ------------------------------------------------------------------

function heatMap(spec, colours, width) {
  const cells = [];
  const dark = luminance(colours.surface) < 0.3;
  spec.series.forEach((row, y) => row.values.forEach((value, x) => {
    if (value !== null) cells.push({ value: [x, y, value], open: row.incomplete?.[x] === true });
  }));
  const values = cells.map(c => c.value[2]);
  const { low, high, capped } = spec.scale;
  // coefficients have a middle: their colours run both ways from 0
  const signed = low < 0;
  // names of rows take a third of a narrow screen at most; numbers stand in the cells only where they have room
  const rowNames = Math.min(Math.max(...spec.series.map(s => widthOf(s.name)), 0), width * 0.34);
  const cell = (width - rowNames - 32) / Math.max(1, spec.categories.length);
  const widest = Math.max(...values.map(v => widthOf(tick(v, spec.y, spec.language))), 0) * 10 / 12;
  const few = spec.categories.length * spec.series.length <= 240 && cell >= widest + 2;
  const ends = signed ? dark ? ["#e69f00", "#22303f", "#8fc1f7"] : ["#b45f06", "#f4f6f8", "#174f8d"] : dark ? ["#22303f", "#8fc1f7"] : ["#eef4fb", "#174f8d"];
  cells.forEach(c => {
    const ground = blend(ends, (c.value[2] - low) / (high - low));
    c.label = { color: inkOn(ground) };
    if (!c.open) return;
    // the lines stand out from the colour they lie on, be it the lightest or the darkest; the digits stand on a piece of it without lines
    c.itemStyle = { decal: thinHatch(blend([ground, inkOn(ground)], 0.4)) };
    Object.assign(c.label, { backgroundColor: ground, padding: [1, 2] });
  });
  const names = groupNames(spec, colours, width - rowNames + 48);   // the rows have names too
  const scale = colourScale(spec, low, high, capped, width);
  // every second, third … label where all of them have no room, the same step over the whole width
  const every = Math.ceil((Math.max(...spec.categories.map(widthOf), 0) + 4) / cell);
  return {
    grid: { left: 8, right: 16, top: 10, bottom: roomForName + scale.height, containLabel: true },
    tooltip: {
      confine: true, ...tipLook(colours),
      formatter: point => {
        const [x, y] = point.value;
        const row = spec.series[y];
        const rest = row.incomplete?.[x] ? ` · ${escape(spec.incompleteText)}` : "";
        return `<strong>${escape(row.name)}</strong> · ${escape(spec.categories[x])}<br><b>${escape(row.shown[x])}</b>${rest}`;
      },
    },
    xAxis: {
      type: "category", data: spec.categories, name: spec.x.title, nameLocation: "middle", nameGap: nameGapBelow(names?.depth ?? depthOf(1)), nameTextStyle: { color: colours.quiet },
      axisLabel: names?.label ?? { color: colours.quiet, interval: every - 1 }, axisLine: { show: false }, axisTick: { show: false },
    },
    yAxis: {
      type: "category", data: spec.series.map(s => s.name), inverse: true, axisLabel: { color: colours.quiet, width: rowNames + 4, overflow: "truncate" }, axisLine: { show: false }, axisTick: { show: false },
    },
    visualMap: {
      min: low, max: high, calculable: false, orient: "horizontal", left: "center", bottom: scale.below, padding: 0, itemHeight: scale.bar, itemWidth: 10,
      text: scale.ends, textGap: scaleGap, textStyle: { color: colours.quiet, lineHeight }, inRange: { color: ends },
    },
    series: [{
      id: "row0", type: "heatmap", data: cells, itemStyle: { borderColor: colours.surface, borderWidth: 1 },
      label: { show: few, fontSize: 10, formatter: p => tick(p.value[2], spec.y, spec.language) },
      emphasis: { itemStyle: { borderColor: colours.text } },
    }],
  };
}

// The scale of colours with what its ends say: the bar gives way on a narrow screen, and then the words take further lines.
function colourScale(spec, low, high, capped, width) {
  const most = (capped ? "≥ " : "") + tick(high, spec.y, spec.language);
  const bar = width < 480 ? 80 : 120;
  const lines = broken(`${spec.y.title} ${tick(low, spec.y, spec.language)}`, width - 2 * scaleEdge - bar - 2 * scaleGap - widthOf(most));
  return { bar, ends: [most, lines.join("\n")], below: scaleEdge, height: lines.length * lineHeight + 2 * scaleEdge };
}

const scaleGap = 10;
const scaleEdge = 4;

// Small things --------------------------------------------------------------

// The minus of everything else that is read, as wide as the plus; the library of languages writes the hyphen.
const tick = (value, axis, language) => tickText(value, axis, language).replace("-", "\u2212");

function tickText(value, axis, language) {
  if (axis.unit === "Rate") return `${new Intl.NumberFormat(language, { maximumFractionDigits: Math.abs(value) < 0.1 ? 1 : 0 }).format(value * 100)}%`;
  if (axis.unit === "Money") return (value < 0 ? "-" : "") + axis.sign + new Intl.NumberFormat(language, { notation: "compact", maximumFractionDigits: 1 }).format(Math.abs(value));
  const least = axis.unit === "Correlation" || axis.unit === "Association" ? 2 : 0;
  return new Intl.NumberFormat(language, { minimumFractionDigits: least, maximumFractionDigits: 2, signDisplay: "negative" }).format(value);
}

const tipLook = colours => ({
  backgroundColor: colours.surface, borderColor: colours.line, textStyle: { color: colours.text, fontSize: 12, fontFamily: colours.font },
  extraCssText: "box-shadow:none;border-radius:6px",
});

const partsOf = colour => colour.startsWith("#")
  ? [1, 3, 5].map(i => parseInt(colour.slice(i, i + 2), 16))
  : colour.match(/[\d.]+/g).slice(0, 3).map(Number);

function luminance(colour) {
  const [r, g, b] = partsOf(colour);
  return (0.2126 * r + 0.7152 * g + 0.0722 * b) / 255;
}

// The colour at a place in [0, 1] between colours at equal distances, as the scale of colours makes it.
function blend(colours, place) {
  const at = Math.min(Math.max(place, 0), 1) * (colours.length - 1);
  const from = Math.min(Math.floor(at), colours.length - 2);
  const [one, two] = [partsOf(colours[from]), partsOf(colours[from + 1])];
  return `rgb(${one.map((v, i) => Math.round(v + (two[i] - v) * (at - from))).join(", ")})`;
}

// Black or white, whichever stands out more: one of them always has a contrast of 4.5 : 1 (WCAG 2, relative luminance).
function inkOn(ground) {
  const [r, g, b] = partsOf(ground).map(v => v / 255).map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
  const light = 0.2126 * r + 0.7152 * g + 0.0722 * b;
  return 1.05 / (light + 0.05) > (light + 0.05) / 0.05 ? "#ffffff" : "#000000";
}

const signs = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const escape = text => String(text).replace(/[&<>"']/g, sign => signs[sign]);
