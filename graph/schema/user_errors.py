"""Errors that the user can correct."""

from typing import Any

import strawberry

from graph.fields import attribute
from graph.schema.enums import describe
from rules.problems import Problem, ProblemCode

describe(
    ProblemCode,
    "What the user has to correct, as a code for programs.",
    "UserErrorCode",
    BLANK="A required value is empty.",
    TOO_LONG="The text is longer than the field allows.",
    INVALID_VALUE="The value is out of range, or holds characters that the field does not allow.",
    INVALID_EMAIL="The text is not an email address.",
    USERNAME_TAKEN="Another account has this username.",
    UNKNOWN_PERSON="There is no such account, or the viewer may not find it.",
    DUPLICATE_RECIPIENT="Another entry of the same call names this person.",
    TOO_MANY_RECIPIENTS="The call names more than 5,000 people.",
    INVALID_CREDENTIALS="The email address or the password is wrong.",
    LINK_UNUSABLE="The link was used, was replaced, has expired or never existed.",
    WEAK_PASSWORD="The password does not have 10 to 1,024 characters, or is easy to guess.",  # noqa: S106 - a description
    ALREADY_MEMBER="The person is a member of the group already.",
    ALREADY_INVITED="The person has a pending invitation to the group already.",
    NOT_A_MEMBER="The person is not a member of the group.",
    ROLE_NOT_ALLOWED="Only an administrator may do this to an administrator, or give that role.",
    LAST_ADMINISTRATOR="The group would be left without an administrator.",
    GROUP_INVITE_ONLY="The group admits this person only by invitation.",
    INVITATION_NOT_PENDING="The invitation is closed: it was answered or cancelled.",
    INVITATION_EXPIRED="The invitation has expired.",
    WRONG_RECIPIENT="The invitation is addressed to another email address.",
    RESEND_TOO_SOON="The last email to this address is too recent, or the address got too many today.",
    TEMPLATE_LACKS_REGISTER_URL="The body lacks the placeholder `@register_url`.",
    TEMPLATE_UNKNOWN_PLACEHOLDER="The subject or body holds a placeholder that does not exist or is not allowed there.",
    CODE_UNUSABLE="The code is unknown, replaced, deleted or expired, or does not admit this person.",
    CODE_USED_UP="As many people as the code allows have joined with it.",
    EMAIL_DOMAIN_NOT_ALLOWED="Email addresses of this domain are not admitted.",
    NOT_A_PATIENT="The person is not on the caseload of the viewer.",
    CASELOAD_FULL="The caseload that would take this person has no place left.",
    NO_SEAT_PLAN="The group has no seat plan.",
    SEAT_PLAN_EXPIRED="The seat plan is not in force now.",
    NO_FREE_SEAT="All seats are in use.",
    HAS_SEAT_ALREADY="The member has a seat already.",
    HAS_NO_SEAT="The member has no seat.",
    SEATS_IN_USE="More seats are in use than the plan would have.",
    IN_USE="The person is still a member of a group that the viewer manages.",
)


@strawberry.type(description="Something in the input, or in the state of things, that the user can correct.")
class UserError:
    problem: strawberry.Private[Problem]
    code: ProblemCode = attribute("problem.code", description="What is wrong, as a code for programs.")
    message: str = attribute("problem.message", description="What is wrong, as a sentence to show to the user.")
    path: list[str] = attribute(
        "problem.path",
        description='The input field, with entries counted from 0, as in ["recipients", "3", "email"]; empty for the '
        "input as a whole.",
    )
    url: str | None = attribute(
        "problem.url", description="A page that helps to correct it, such as the upgrade page; null if there is none."
    )


def user_errors(description: str = "What the user can correct; empty on success.") -> Any:
    """Declare a payload's field for what the user can correct; see `run_mutation`."""
    return strawberry.field(default_factory=list, description=description)
