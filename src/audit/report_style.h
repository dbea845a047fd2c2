// The look of the report: as the page's, on paper as well.
#pragma once
#include <string_view>

namespace audit {

inline constexpr std::string_view report_style = R"css(
:root { color-scheme: light dark; --background: #ffffff; --card: #f5f6f8; --line: #dfe2e8; --text: #1a1e25; --mute: #566071; --accent: #3b5bdb; --given: #8a5209; --suggested: #0b6b54; --soft: #eceffc; }
@media (prefers-color-scheme: dark) { :root { --background: #121418; --card: #1b1e24; --line: #343a45; --text: #e8eaee; --mute: #a7b0bf; --accent: #8ba1ff; --given: #f0b95c; --suggested: #5fd3b3; --soft: #232a44; } }
@media print { :root { color-scheme: light; --background: #ffffff; --card: #ffffff; --line: #c9ced8; --text: #000000; --mute: #444444; --accent: #27408b; --given: #7a4708; --suggested: #075c48; --soft: #ffffff; } }
* { box-sizing: border-box; }
html { background: var(--background); color: var(--text); font: 16px/1.55 Inter, system-ui, "Segoe UI", Roboto, "Noto Sans", sans-serif; }
body { max-width: 60rem; margin: 0 auto; padding: 3rem 1.5rem 4rem; }
h1 { font-size: 1.05rem; font-weight: 600; color: var(--mute); margin: 0 0 .5rem; overflow-wrap: anywhere; }
.answer { font-size: 2.1rem; line-height: 1.2; font-weight: 650; letter-spacing: -.01em; margin: 0 0 1rem; text-wrap: balance; }
.lead { font-size: 1.12rem; margin: 0 0 .6rem; max-width: 46rem; }
h2 { font-size: 1.3rem; margin: 3rem 0 .4rem; }
h3 { font-size: 1rem; margin: 1.6rem 0 .3rem; }
p { margin: 0 0 .8rem; max-width: 46rem; overflow-wrap: anywhere; }
.mute { color: var(--mute); }
.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(11rem, 1fr)); gap: .8rem; margin: 1.8rem 0 0; padding: 0; }
.figures div { background: var(--card); border: 1px solid var(--line); border-radius: .7rem; padding: .9rem 1rem; }
.figures dt { color: var(--mute); font-size: .88rem; }
.figures dd { margin: .1rem 0 0; font-size: 1.7rem; font-weight: 650; font-variant-numeric: tabular-nums; }
.figures .note { display: block; font-size: .82rem; font-weight: 400; color: var(--mute); line-height: 1.35; }
.scroll { overflow-x: auto; }
.scroll + p { margin-top: .8rem; }
table { border-collapse: collapse; width: 100%; margin: .8rem 0 0; font-variant-numeric: tabular-nums; }
caption { text-align: left; color: var(--mute); font-size: .9rem; padding-bottom: .3rem; }
th, td { text-align: right; padding: .42rem .6rem; border-bottom: 1px solid var(--line); vertical-align: top; }
th:first-child, td:first-child, .words { text-align: left; overflow-wrap: anywhere; }
thead th { font-size: .85rem; color: var(--mute); font-weight: 500; }
tbody th { font-weight: 500; }
.examples { list-style: none; margin: 1rem 0 0; padding: 0; display: grid; grid-template-columns: repeat(auto-fill, minmax(10.5rem, 1fr)); gap: 1rem; }
.examples li { border: 1px solid var(--line); border-radius: .7rem; background: var(--card); overflow: hidden; break-inside: avoid; }
.examples img { display: block; width: 100%; height: 9.5rem; object-fit: contain; background: var(--soft); }
.examples .small img { image-rendering: pixelated; }
.examples div { padding: .6rem .75rem .7rem; font-size: .9rem; line-height: 1.4; overflow-wrap: anywhere; }
.examples.of-text { grid-template-columns: repeat(auto-fill, minmax(17rem, 1fr)); }
blockquote { margin: 0 0 .5rem; padding: 0; white-space: pre-line; color: var(--text); }
em { white-space: pre-line; }
.given { color: var(--given); font-weight: 600; }
.suggested { color: var(--suggested); font-weight: 600; }
.careful { border-left: .25rem solid var(--given); padding: .1rem 0 .1rem 1.2rem; margin-top: 1.6rem; }
.careful h3 { margin-top: .8rem; }
.careful h3:first-child { margin-top: 0; }
code { font: .88em ui-monospace, "Cascadia Mono", Menlo, Consolas, monospace; overflow-wrap: anywhere; }
pre { background: var(--card); border: 1px solid var(--line); border-radius: .5rem; padding: .8rem 1rem; overflow-x: auto; white-space: pre-wrap; margin: 0 0 .8rem; }
footer { margin-top: 3rem; border-top: 1px solid var(--line); padding-top: 1rem; color: var(--mute); font-size: .88rem; }
@media print { html { font-size: 10.5pt; } body { padding: 0; max-width: none; } h2, h3, h2 + p { break-after: avoid; } tr, .figures div { break-inside: avoid; } .examples { grid-template-columns: repeat(4, 1fr); } .examples img { height: 7rem; } .scroll { overflow: visible; } }
)css";

}  // namespace audit
