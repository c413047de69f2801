"""The style of a view. It fixes no colour: text, lines and links take that of the notebook."""

STYLE = """\
.takeaction{max-width:44rem;line-height:1.5;color:inherit;overflow-wrap:break-word}
.takeaction p,.takeaction ol,.takeaction ul,.takeaction dl,.takeaction details{margin:.35em 0}
.takeaction ol,.takeaction ul{padding-inline-start:1.5em}
.takeaction li{margin:.25em 0}
.takeaction .ta-list>li{margin:1.2em 0}
.takeaction li>p{margin:.15em 0}
.takeaction .ta-plain>li{margin:.7em 0}
.takeaction .ta-plain{list-style:none;padding-inline-start:0}
.takeaction .ta-danger{margin:.4em 0 .8em;padding:.5em .9em;font-weight:600;
border:1px solid;border-inline-start-width:.35em;border-radius:.2em}
.takeaction .ta-title{margin:1em 0 .3em;font-weight:600}
.takeaction .ta-name{font-size:1.06em;font-weight:600}
.takeaction .ta-care,.takeaction li>.ta-care{margin:.45em 0;padding-inline-start:.7em;
border-inline-start:.2em solid}
.takeaction .ta-text{white-space:pre-line}
.takeaction .ta-source{display:block;font-size:.92em;font-weight:400}
.takeaction .ta-small{font-size:.88em;opacity:.78}
.takeaction a{color:inherit;text-decoration:underline;text-underline-offset:.15em}
.takeaction a[href^="tel:"]{display:inline-block;padding:.25em 0;font-weight:600}
.takeaction summary{cursor:pointer}
.takeaction .ta-wide{overflow-x:auto}
.takeaction table{margin:.5em 0;border-collapse:collapse;font-size:inherit}
.takeaction caption{padding-bottom:.3em;font-weight:600;text-align:start;color:inherit}
.takeaction th,.takeaction td{padding:.35em 1em .35em 0;text-align:start;vertical-align:top;
white-space:normal;border-bottom:1px solid color-mix(in srgb,currentColor 22%,transparent)}
.takeaction dt{margin-top:.4em;font-size:.88em;opacity:.78}
.takeaction dd{margin:0}
"""
