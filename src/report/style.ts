/**
 * How the page looks: light and dark as the reader has it, always light on paper. Its digest stands in
 * the page's policy, so it is the same for every report.
 */
export const style = `:root{color-scheme:light dark;
--text:#1f2328;--muted:#57606a;--ground:#fff;--raised:#f6f8fa;--line:#d0d7de;--link:#0550ae;
--good:#116329;--bad:#a40e26;--warn:#7d4e00;
--good-fill:#c8ebd1;--bad-fill:#ffd0cc;--warn-fill:#fbe6b3;--neutral-fill:#e4e8ec;--pause-fill:#f1f3f5}
@media (prefers-color-scheme:dark){:root{
--text:#e6e9ee;--muted:#a3adb8;--ground:#14171c;--raised:#1d2229;--line:#3b434e;--link:#79b8ff;
--good:#63d486;--bad:#ff9d96;--warn:#e9b949;
--good-fill:#1d4d2d;--bad-fill:#702327;--warn-fill:#574211;--neutral-fill:#353d48;--pause-fill:#242a32}}
@media print{:root{color-scheme:light;
--text:#000;--muted:#444;--ground:#fff;--raised:#fff;--line:#999;--link:#000;
--good:#116329;--bad:#a40e26;--warn:#7d4e00;
--good-fill:#c8ebd1;--bad-fill:#ffd0cc;--warn-fill:#fbe6b3;--neutral-fill:#e4e8ec;--pause-fill:#f1f3f5}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:62rem;padding:1rem;background:var(--ground);color:var(--text);
font:1rem/1.5 system-ui,sans-serif;overflow-wrap:anywhere}
h1{font-size:1.6rem;line-height:1.25;margin:.5rem 0}
h2{font-size:1.25rem;line-height:1.3;margin:2rem 0 .5rem}
h3{font-size:1.05rem;margin:1.5rem 0 .5rem}
p{margin:.5rem 0}
a{color:var(--link)}
article{border-top:2px solid var(--line);margin-top:2.5rem}
nav li{margin:.25rem 0}nav b{white-space:nowrap}
.verdict{border-inline-start:.4rem solid;padding:.6rem .9rem;border-radius:.25rem;margin:1rem 0}
.verdict p{margin:.2rem 0;color:var(--text)}
.verdict strong{margin-inline-end:.5em}
.verdict.good{background:var(--good-fill);border-color:var(--good)}
.verdict.bad{background:var(--bad-fill);border-color:var(--bad)}
.verdict.warn{background:var(--warn-fill);border-color:var(--warn)}
.good>b,b.good{color:var(--good)}.bad>b,b.bad{color:var(--bad)}.warn>b,b.warn{color:var(--warn)}
.muted{color:var(--muted);font-size:.875rem}
dl{display:grid;grid-template-columns:minmax(6rem,max-content) 1fr;gap:.25rem 1rem;margin:.5rem 0}
dt{color:var(--muted)}dd{margin:0;white-space:pre-line}
table{width:100%;border-collapse:collapse;table-layout:fixed;font-size:.9375rem;margin:.5rem 0}
caption{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
th,td{text-align:start;vertical-align:top;padding:.35rem .5rem .35rem 0;font-weight:normal}
thead th{color:var(--muted);font-size:.875rem;border-bottom:1px solid var(--line)}
tbody tr{border-top:1px solid var(--line)}
tbody tr.more{border-top:0}
tr.more td{padding:0 0 .35rem}
.wide{width:46%}.result{width:20%}
details{margin:.15rem 0}
summary{cursor:pointer;color:var(--muted);font-size:.875rem}
summary b{font-weight:600;color:var(--text)}
pre{margin:.3rem 0;padding:.6rem;background:var(--raised);border:1px solid var(--line);border-radius:.25rem;
font:.8125rem/1.45 ui-monospace,monospace;white-space:pre-wrap;overflow-wrap:anywhere}
svg{display:block;width:100%;font:12px system-ui,sans-serif;fill:var(--text);margin:.5rem 0}
svg .block rect,svg .watched{stroke:var(--ground);stroke-width:1}
svg .good rect,svg rect.good{fill:var(--good-fill)}svg .bad rect,svg rect.bad{fill:var(--bad-fill)}
svg .neutral rect,svg rect.neutral{fill:var(--neutral-fill)}svg .pause rect,svg rect.pause{fill:var(--pause-fill)}
svg circle.told{fill:var(--link)}svg circle.warned{fill:var(--warn)}svg line{stroke:var(--line)}svg .mark{fill:var(--muted)}
@media (max-width:36rem){svg .odd{display:none}dl{grid-template-columns:1fr;gap:0}dd{margin-bottom:.5rem}
th,td{padding-inline-end:.25rem}table{font-size:.8125rem}.wide{width:32%}.result{width:31%}}
@media print{body{max-width:none;padding:0}article{break-before:page}tr,.verdict,svg{break-inside:avoid}
h2,h3{break-after:avoid}thead{display:table-header-group}pre{border-color:#ccc}
details::details-content{content-visibility:visible;block-size:auto}summary{list-style:none}}
`;
