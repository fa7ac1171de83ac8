"""Spreadsheets, CSV, directories, address books."""

from tests.rules.pasted import Case

LEE = "Anna Lee <anna.lee@x.org>"
PLAIN = "anna.lee@x.org"

TABLES: list[Case] = [
    # Excel and its kin: columns with tabs between
    ("Name\tEmail\nAnna Lee\tanna.lee@x.org", [LEE]),
    ("Name\tEmail\r\nAnna Lee\tanna.lee@x.org\r\nBob Berg\tbob@x.org\r\n", [LEE, "Bob Berg <bob@x.org>"]),
    ("Email\tName\nanna.lee@x.org\tAnna Lee", [PLAIN]),
    ("anna.lee@x.org\tMEMBER", [PLAIN]),
    ("anna.lee@x.org\tmember\tteam-lead\tanna.lee", [PLAIN]),
    ("Anna\tLee\tanna.lee@x.org\t+49 30 1234567\tHead Nurse", [PLAIN]),
    ("First name\tLast name\tE-Mail\tPhone\nAnna\tLee\tanna.lee@x.org\t555-1234", [PLAIN]),
    ("1\tAnna Lee\tanna.lee@x.org\n2\tBob Berg\tbob@x.org", [PLAIN, "bob@x.org"]),
    ("Anna Lee\t\tanna.lee@x.org", [LEE]),
    ("Anna Lee \t anna.lee@x.org ", [LEE]),
    ("Anna\tanna.lee@x.org", [PLAIN]),
    ("admin\tanna.lee@x.org", [PLAIN]),
    ("Email\nanna.lee@x.org\nbob@x.org", [PLAIN, "bob@x.org"]),
    ("E-Mail\nanna.lee@x.org", [PLAIN]),
    ("Name\nanna.lee@x.org", [PLAIN]),
    ("Username\tEmail\nanna.lee\tanna.lee@x.org\nbob-1\tbob@x.org", [PLAIN, "bob@x.org"]),
    ("Anna Lee\tanna.lee@x.org\nBob Berg\t\nCarl Chen\tcarl@x.org", [LEE, "Carl Chen <carl@x.org>"]),
    ("Anna Lee\tanna.lee@x.org\tanna@home.example", [LEE, "anna@home.example"]),
    ("Lee, Anna\tanna.lee@x.org", [PLAIN]),
    ("Anna Lee\tanna.lee@x\nBob Berg\tbob@x.org", ["? Anna Lee\tanna.lee@x", "Bob Berg <bob@x.org>"]),
    ('"Anna Lee"\t"anna.lee@x.org"', [LEE]),
    ('"Lee; Anna"\tanna.lee@x.org', [PLAIN]),
    # CSV
    ("Name,Email\nAnna Lee,anna.lee@x.org", [PLAIN]),
    ('"Name","Email"\n"Anna Lee","anna.lee@x.org"', [LEE]),
    ('"Lee, Anna","anna.lee@x.org"', [PLAIN]),
    ('"Lee, Anna","anna.lee@x.org","HR","555-1234"', [PLAIN]),
    ('"Sales","Anna Lee",anna.lee@x.org', [PLAIN]),
    ("First Name,Last Name,Email Address,Phone,Title\nAnna,Lee,anna.lee@x.org,555-1234,Head Nurse", [PLAIN]),
    ("id,username,email\n17,anna.lee,anna.lee@x.org\n18,bob-1,bob@x.org", [PLAIN, "bob@x.org"]),
    ("email,role\nanna.lee@x.org,FACILITATOR\nbob@x.org,member", [PLAIN, "bob@x.org"]),
    ('"anna.lee@x.org, bob@x.org",Sales', [PLAIN, "bob@x.org"]),
    ('"Anna ""Ann"" Lee",anna.lee@x.org', [PLAIN]),
    ("Anna,Lee,,anna.lee@x.org,,", [PLAIN]),
    ("anna.lee@x.org,bob@x.org,carl@x.org", [PLAIN, "bob@x.org", "carl@x.org"]),
    ("anna.lee@x.org,,,\nbob@x.org,,,", [PLAIN, "bob@x.org"]),
    ("\ufeffName;E-Mail;Rolle\r\nAnna Lee;anna.lee@x.org;team-lead\r\n", [LEE]),
    ("sep=;\nName;E-Mail;Telefon\nLee;anna.lee@x.org;030-1234567", [PLAIN]),
    ("Nachname;Vorname;E-Mail;Login\nLee;Anna;anna.lee@x.org;anna.lee", [PLAIN]),
    ("Nom;Prénom;E-mail\nLee;Anna;anna.lee@x.org\nBerg;Bob-2;bob@x.org", [PLAIN, "bob@x.org"]),
    ("| Name | Email | Role |\n|------|-------|------|\n| Anna Lee | anna.lee@x.org | team-lead |", [PLAIN]),
    ("|anna.lee@x.org|Manager|", ["? |anna.lee@x.org|Manager|"]),
    # Directories and address books
    (
        "dn: cn=Anna Lee,ou=people,dc=x,dc=org\nobjectClass: person\ncn: Anna Lee\nsn: Lee\nuid: anna.lee\n"
        "mail: anna.lee@x.org\ntelephoneNumber: 555-1234\n\ndn: cn=Bob,dc=x,dc=org\nuid: bob-1\nmail:bob@x.org",
        [PLAIN, "bob@x.org"],
    ),
    ("cn:: QW5uYSBMZWU=\nmail: anna.lee@x.org\nuid:anna-1", [PLAIN]),
    (
        "BEGIN:VCARD\nVERSION:3.0\nN:Lee;Anna;;Dr.;\nFN:Anna Lee\nORG:Example;Sales\nTITLE:team-lead\n"
        "TEL;TYPE=cell:+1-555-0100\nADR;TYPE=home:;;42 Main St;Town;;12345;X\nEMAIL;TYPE=INTERNET:anna.lee@x.org\n"
        "REV:20240101T000000Z\nEND:VCARD",
        [PLAIN],
    ),
    ("EMAIL;TYPE=INTERNET;TYPE=WORK:anna.lee@x.org", [PLAIN]),
    ("item1.EMAIL;type=INTERNET;type=pref:anna.lee@x.org\nitem1.X-ABLabel:_$!<Work>!$_", [PLAIN]),
    ("N:Lee;Anna\nEMAIL:anna.lee@x.org", [PLAIN]),
    ("BEGIN:VCARD\nFN:Anna Lee\nN:Lee;Anna\nEND:VCARD", []),
    ("Anna Lee\nanna.lee@x.org\n+49 30 1234567\nwww.example.org/anna", [PLAIN]),
    ("email: anna.lee@x.org\nphone: 555-1234\nlogin: anna.lee", [PLAIN]),
    ('{"name": "Anna Lee", "email": "anna.lee@x.org"}', [PLAIN]),
    ("anna.lee@x.org | Sales | bob-1", [PLAIN]),
    ("Anna Lee | anna.lee@x.org", [PLAIN]),
    ("@anna\tanna.lee@x.org", ["? @anna", PLAIN]),
    ("name\tusername\nAnna Lee\tanna.lee", ["@anna", "@lee", "@anna.lee"]),
    # Cells of several lines, and columns between semicolons without a header
    ('Name,Email,Notes\n"Anna Lee","anna.lee@x.org","knows\nbob-1\nwell"', [LEE]),
    ('Anna Lee\tanna.lee@x.org\t"knows\n@bob\nwell"\nBob Berg\tbob@x.org\t', [LEE, "? @bob", "Bob Berg <bob@x.org>"]),
    ('anna.lee@x.org,"says ""hi""\nbob-1",\n"bob\n-1",bob@x.org', [PLAIN, "bob@x.org"]),
    ('["anna.lee@x.org",\n"bob-1",\n"Dora"]', [PLAIN, "@bob-1", "? Dora"]),
    ('5" nails, anna.lee@x.org\nbob-1\n6" nails', [PLAIN, "@bob-1"]),
    ("Lee;anna.lee@x.org;team-lead\nBerg;bob@x.org;bob-1\n", [PLAIN, "bob@x.org"]),
    ("anna.lee@x.org;bob-1\ncarl@x.org;dora-1", [PLAIN, "@bob-1", "carl@x.org", "@dora-1"]),
    (
        "anna.lee@x.org;bob-1;carl@x.org\ncarl@x.org;dora-1;bob-1",
        [PLAIN, "@bob-1", "carl@x.org", "carl@x.org", "@dora-1", "@bob-1"],
    ),
    # Files of address books, calendars and directories: long lines go on in the next one
    ("BEGIN:VCARD\nFN:Anna Lee\nEMAIL:anna.lee@x.org\nNOTE:a friend of\n bob-1\nEND:VCARD", [PLAIN]),
    ("BEGIN:VCARD\r\nEMAIL;TYPE=WORK:anna.\r\n lee@x.org\r\nRELATED;TYPE=friend:bob-1\r\nEND:VCARD", [PLAIN]),
    (
        "begin:vcard\nnickname:bob-1\nemail:anna.lee@x.org\nphoto;encoding=b:MIIC\n abc-4\nuid:17@x.org\nend:vcard",
        [PLAIN],
    ),
    (
        'BEGIN:VCALENDAR\nUID:4711@x.org\nORGANIZER;CN="Lee: Anna":mailto:anna.lee@x.org\nSUMMARY:Chess with\n bob-1\n'
        "ATTENDEE;CN=carl-1;RSVP=TRUE:\n mailto:bob@x.org\nEND:VCALENDAR",
        [PLAIN, "bob@x.org"],
    ),
    ("dn: cn=Anna Lee\nmail: anna.lee@x.org\ndescription: a friend of\n bob-1\nuid: anna.lee", [PLAIN]),
    ("Notes: a friend of\n bob-1\nEmail: anna.lee@x.org", [PLAIN]),
    ("users:\n  - anna.lee@x.org\n  - bob-1", [PLAIN, "@bob-1"]),
    ("users: some\n  - anna.lee@x.org\n  - bob-1", [PLAIN, "@bob-1"]),
]
