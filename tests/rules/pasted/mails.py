"""Mail programs: what they put into To, into replies and below them."""

from tests.rules.pasted import Case

LEE = "Anna Lee <anna.lee@x.org>"
PLAIN = "anna.lee@x.org"

MAILS: list[Case] = [
    # Outlook
    ("Lee, Anna <anna.lee@x.org>", [PLAIN]),
    ("Lee, Anna <anna.lee@x.org>; Berg, Bob <bob@x.org>", [PLAIN, "bob@x.org"]),
    ("Lee, Anna (Sales) <anna.lee@x.org>;", [PLAIN]),
    ("Lee, Mary Ann (HR) <mary.lee@x.org>; van der Lee, Jan <jan@x.org>", ["mary.lee@x.org", "jan@x.org"]),
    ("van der Lee, Jan <jan@x.org>", ["jan@x.org"]),
    ("Lee, Mary Ann (HR) <mary.lee@x.org>, van der Lee, Jan <jan@x.org>", ["mary.lee@x.org", "jan@x.org"]),
    ("Anna Lee (Sales) <anna.lee@x.org>", [LEE]),
    ("'Anna Lee' <anna.lee@x.org>; 'bob@x.org' <bob@x.org>", [LEE, "bob@x.org"]),
    ("'anna.lee@x.org'; 'bob@x.org'", [PLAIN, "bob@x.org"]),
    ("Anna Lee <anna.lee@x.org<mailto:anna.lee@x.org>>", [LEE]),
    ("Anna Lee [mailto:anna.lee@x.org]", [PLAIN]),
    (
        "From: Anna Lee\nSent: Monday, 5 January 2026 10:00\nTo: bob@x.org\nSubject: Notes",
        ["bob@x.org"],
    ),
    (
        "Von: Anna Lee <anna.lee@x.org>\nAn: Bob Berg <bob@x.org>\nBetreff: Re: chess-club",
        [LEE, "Bob Berg <bob@x.org>"],
    ),
    ("Anna Lee <anna.lee@x.org>; bob-1; Carl", [LEE, "@bob-1", "? Carl"]),
    ("undisclosed-recipients:; anna.lee@x.org", [PLAIN]),
    ("Chess club: anna.lee@x.org, Bob Berg <bob@x.org>;", [PLAIN, "Bob Berg <bob@x.org>"]),
    # Gmail and Apple Mail
    ("Anna Lee <anna.lee@x.org>, Bob Berg <bob@x.org>, ", [LEE, "Bob Berg <bob@x.org>"]),
    ('"Lee, Anna" <anna.lee@x.org>, bob@x.org', [PLAIN, "bob@x.org"]),
    ("Anna, Max <max@x.org>", ["max@x.org"]),
    ("Ozoux, Pierre <pierre@x.org>", ["pierre@x.org"]),
    ("anna.lee@x.org (Anna Lee)", [LEE]),
    ("anna.lee@x.org (work), bob@x.org (old address)", [PLAIN, "bob@x.org"]),
    ("Anna Lee (anna.lee@x.org)", [LEE]),
    ("“Anna Lee” <anna.lee@x.org>", [LEE]),
    ("\u202aanna.lee@x.org\u202c, \u2068Bob Berg\u2069 <bob@x.org>", [PLAIN, "Bob Berg <bob@x.org>"]),
    ("On Mon, 5 Jan 2026 at 10:00, Anna Lee <anna.lee@x.org> wrote:", [PLAIN]),
    ("> Anna Lee <anna.lee@x.org>\n>> bob@x.org", [LEE, "bob@x.org"]),
    # Headers
    ("To: Anna Berg <anna@x.org>", ["Anna Berg <anna@x.org>"]),
    (
        "To: Anna Berg <anna@x.org>\nCc: Bob <bob@x.org>\nBcc: carl@x.org",
        ["Anna Berg <anna@x.org>", "Bob <bob@x.org>", "carl@x.org"],
    ),
    ("TO:anna@x.org;CC:bob@x.org", ["anna@x.org", "bob@x.org"]),
    ("To: Anna <anna@x.org>,\n\tBob Berg\n <bob@x.org>", ["Anna <anna@x.org>", "Bob Berg <bob@x.org>"]),
    ("To: anna@x.org; bob-1; Cc: carl.c", ["anna@x.org", "@bob-1", "@carl.c"]),
    ("To:\n  Anna <anna@x.org>", ["Anna <anna@x.org>"]),
    (
        "Return-Path: <bounce@x.org>\nReceived: from a.x.org (a.x.org [192.0.2.1])\n\tby b.x.org for <carl@x.org>\n"
        "Message-ID: <4711@mail.x.org>\nIn-Reply-To: <4710@mail.x.org>\nFrom: Anna Lee <anna.lee@x.org>\n"
        "List-Unsubscribe: <mailto:leave@x.org>\nX-Spam: no-1\nTo: bob@x.org",
        [LEE, "bob@x.org"],
    ),
    ("=?utf-8?Q?Anna_M=C3=BCller?= <anna@x.org>", ["anna@x.org"]),
    ("Reply-To: Anna Lee <anna.lee@x.org>", [LEE]),
    ("À : Anna Lee <anna.lee@x.org>", [LEE]),
    # Quoted-printable leftovers
    ("Anna Lee <anna.lee@x.org>=20\nbob@x.org=20", [LEE, "bob@x.org"]),
    (f"{'x' * 50} anna.lee@exam=\nple.org", ["anna.lee@example.org"]),
    ("anna.lee@x.org=C2=A0\nbob@x.org", [PLAIN, "bob@x.org"]),
    # Links
    ("mailto:anna.lee@x.org", [PLAIN]),
    ("<MAILTO:anna.lee%40x.org?subject=Hi,%20you>", [PLAIN]),
    ("Anna Lee <to be asked>, bob@x.org", ["? Anna Lee <to be asked>", "bob@x.org"]),
    ("<MAILTO:anna.lee%2Bchoir@x.org?cc=bob@x.org>", ["anna.lee+choir@x.org"]),
    ("<mailto:anna.lee@x.org?subject=Hello>", [PLAIN]),
    ("<mailto:anna.lee@x.org|anna.lee@x.org>", [PLAIN]),
    ("[anna.lee@x.org](mailto:anna.lee@x.org)", [PLAIN]),
    ("[Anna Lee](mailto:anna.lee@x.org)", [LEE]),
    ("anna.lee@x.org<mailto:anna.lee@x.org>", [PLAIN]),
    ('<a href="mailto:anna.lee@x.org">write</a>', [PLAIN, "? >write</a>"]),
    ("Anna Lee &lt;anna.lee@x.org&gt;&nbsp;", [LEE]),
    ("E-Mail: mailto:anna.lee@x.org", [PLAIN]),
    # Signatures and letters
    (
        "anna.lee@x.org\nbob@x.org\n\nKind regards\nCarl Chen\nHead of Sales\nTel. +49 30 1234567\nExample Ltd., 42 Main St\n"
        "https://example.org/join-us\nSent from my iPhone",
        [PLAIN, "bob@x.org"],
    ),
    ("anna.lee@x.org\n-- \nCarl Chen", [PLAIN]),
    ("anna.lee@x.org\n\nBest,\nCarl", [PLAIN, "? Best", "? Carl"]),
    ("Hi all,\nplease add anna.lee@x.org and bob@x.org.\nThanks, Carl", [PLAIN, "bob@x.org"]),
    ("Please write to anna.lee@x.org (not bob or carl-1).", [PLAIN]),
    ("anna.lee@x.org, see you @ 5 pm", [PLAIN, "? @"]),
    ("anna.lee@x.org\nfollow us: @example", [PLAIN, "? @example"]),
    ("anna.lee@x.org\nCall 555-1234 or 555-1235", [PLAIN]),
    ("anna.lee@x.org\nT: 555-1234\nFax:555-1235", [PLAIN]),
    ("anna.lee@x.org\nwww.example.org\nWWW.EXAMPLE.ORG", [PLAIN]),
    ("Tel:+49-30-1\nanna.lee@x.org", [PLAIN]),
]
