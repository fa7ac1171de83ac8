"""No mail about a discreet group names the group or its facilitator, in any encoding."""

import re
from email.message import EmailMessage

from tests.discreet.mailed_group import DESCRIPTION, FACILITATOR, GROUP, NAMES, TEXT, MailedGroup


def spelled_out(mail: EmailMessage) -> str:
    """A mail as it went over the wire, and again with everything decoded that a program might decode."""
    parts = [bytes(mail).decode(errors="replace"), *(f"{name}: {value}" for name, value in mail.items())]
    return "\n".join([*parts, *(part.get_content() for part in mail.walk() if part.get_content_maintype() == "text")])


SUBJECTS = {
    # what the mail is: how its subject begins where the group is discreet, and where it is not
    "an invitation": (r"Hearth asks .* into a group", rf"{FACILITATOR} Zwiebelkorn asks .* into {GROUP} Nord"),
    "a reminder": (r"Reminder: Hearth asks", rf"Reminder: {FACILITATOR}"),
    "a registration": (r"Finish registering at Hearth", r"Finish registering at Hearth"),
    "added": (r"You were added to a group", rf"{FACILITATOR} Zwiebelkorn added you to {GROUP} Nord"),
    "accepted": (r"Acc Epter accepted .* to a group", rf"Acc Epter accepted .* to {GROUP} Nord"),
    "a seat": (r"You now have access to Hearth", r"You now have access to Hearth"),
    "the plan expires": (r"The seats of a group expire", rf"The seats of {GROUP} Nord expire"),
}


async def test_no_mail_names_a_discreet_group(discreet: MailedGroup, plain: MailedGroup) -> None:
    for mailed, which in ((discreet, 0), (plain, 1)):
        mails = [mail for address in mailed.addresses for mail in mailed.server.catcher.to(address)]
        for what, patterns in SUBJECTS.items():
            assert any(re.match(patterns[which], str(mail["Subject"])) for mail in mails), what
        named = [mail for mail in mails if re.search(f"{GROUP}|{FACILITATOR}|{DESCRIPTION}", spelled_out(mail))]
        if mailed is discreet:
            assert [str(mail["Subject"]) for mail in named] == []
        else:
            assert len(named) >= 8


async def test_mails_to_the_managers_themselves_do_not_name_the_group(discreet: MailedGroup) -> None:
    mails = discreet.server.catcher.to(discreet.facilitator.email)
    assert mails, "the facilitator is told who accepted"
    for mail in mails:
        assert not re.search(f"{GROUP}|{DESCRIPTION}", spelled_out(mail)), mail["Subject"]


async def test_the_preview_shows_what_will_be_sent(discreet: MailedGroup) -> None:
    document = """query($id: ID!, $subject: String, $body: String) { group(id: $id) {
        invitationPreview(subject: $subject, body: $body) { subject text html problems { code } } } }"""
    found = (await discreet.facilitator.ok(document, id=discreet.group, **TEXT))["group"]["invitationPreview"]
    assert found["subject"].startswith("Hearth asks")
    assert found["problems"] == []
    assert not re.search(NAMES, found["subject"] + found["text"] + found["html"])
