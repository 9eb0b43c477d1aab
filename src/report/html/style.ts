/** Colours have a contrast of at least 4.5 to 1 with what they stand on (WCAG 2.2, 1.4.3). */
export const style = `
:root{color-scheme:light dark;--ground:#fff;--raised:#f6f8fa;--ink:#1f2328;--quiet:#59636e;--line:#d1d9e0;
--pass:#1a7f37;--fail:#b3202a;--warn:#8a5a00;--accent:#0858c5;--bar:#0969da}
@media(prefers-color-scheme:dark){:root{--ground:#0d1117;--raised:#151b23;--ink:#e6edf3;--quiet:#9ba4ae;
--line:#3d444d;--pass:#4ac463;--fail:#ff7b72;--warn:#e3a93b;--accent:#79b8ff;--bar:#4493f8}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);font:16px/1.5 system-ui,sans-serif}
main{max-width:70rem;margin:0 auto;padding:1rem}
h1{font-size:1.5rem;line-height:1.25;margin:.5rem 0;overflow-wrap:anywhere}
h2{font-size:1.3rem;margin:2rem 0 .5rem;overflow-wrap:anywhere}h3{font-size:1.1rem;margin:1.5rem 0 .5rem}
h4{font-size:1rem;margin:1rem 0 .25rem}p{margin:.25rem 0}
.verdict{display:inline-block;font-weight:700;border:2px solid;border-radius:.5rem;padding:.1rem .6rem}
.passed{color:var(--pass)}.failed,.error,.left,.timeout,.interrupted{color:var(--fail)}.skipped,.nothing{color:var(--warn)}
.quiet{color:var(--quiet);font-size:.95rem}
.scroll{overflow-x:auto;max-width:100%;border:1px solid var(--line);border-radius:.5rem;margin:.5rem 0}
.drawing svg{display:block;max-width:none}
table{border-collapse:collapse;width:100%;font-size:.95rem}
th,td{text-align:left;vertical-align:top;padding:.3rem .6rem;border-bottom:1px solid var(--line)}
tr:last-child td{border-bottom:0}th{background:var(--raised)}td{overflow-wrap:anywhere;min-width:5rem}
pre{overflow-x:auto;background:var(--raised);border:1px solid var(--line);border-radius:.5rem;padding:.6rem;
font:.85rem/1.45 ui-monospace,'DejaVu Sans Mono',Menlo,Consolas,monospace;margin:.5rem 0}
details{border:1px solid var(--line);border-radius:.5rem;margin:.4rem 0;padding:0 .7rem}
details[open]{padding-bottom:.6rem}summary{cursor:pointer;padding:.4rem 0;overflow-wrap:anywhere}
.sign{display:inline-block;width:1.4em;font-weight:700}
.sign.pass{color:var(--pass)}.sign.fail{color:var(--fail)}.sign.error{color:var(--warn)}.sign.skip{color:var(--quiet)}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.1rem .8rem;margin:.3rem 0}
dt{color:var(--quiet)}dd{margin:0;overflow-wrap:anywhere}
.problem{border-left:4px solid var(--fail);padding:.2rem .8rem;margin:.6rem 0;background:var(--raised)}
ol.waterfall{list-style:none;padding:0;margin:0}
.waterfall li{display:grid;grid-template-columns:8rem 1fr 5rem;gap:.6rem;align-items:center;padding:.1rem 0}
.waterfall .name{overflow-wrap:anywhere}.waterfall .part .name{padding-left:1rem;color:var(--quiet)}
.track{background:var(--raised);height:.9rem;border-radius:.2rem;display:block}
.bar{display:block;height:100%;min-width:2px;background:var(--bar);border-radius:.2rem}
.part .bar{background:var(--quiet)}.took{text-align:right;font-variant-numeric:tabular-nums}
.chart{display:grid;grid-template-columns:minmax(7rem,14rem) 1fr 7rem;gap:.3rem .6rem;align-items:center}
.visually-hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
.wl-drawing [role=button]{cursor:pointer}.wl-drawing [role=button]:focus-visible>rect{stroke:var(--accent);stroke-width:4}
@media(max-width:480px){main{padding:.6rem}dl{grid-template-columns:1fr}dt{margin-top:.3rem}
.waterfall li{grid-template-columns:5.5rem 1fr 4.2rem;font-size:.95rem}.chart{grid-template-columns:1fr 1fr}}
@media(prefers-color-scheme:dark){.wl-drawing{--wl-ground:#0d1117}}
`.trim();
