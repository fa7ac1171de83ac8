"""Descriptions for people who use GraphiQL: each common name is described once.

A field, argument or input with a meaning of its own is described where it is defined.
"""

import inspect

import strawberry
from graphql import GraphQLInputObjectType, GraphQLInterfaceType, GraphQLObjectType

_ANYWHERE = {
    # arguments
    "search": "Words, or the beginnings of words; case and accents do not matter.",
    "status": "Its status, by the clock of the server.",
    "unreadOnly": "Only entries that have not been read.",
    "id": "A global ID, as any `id` field gives it.",
    "ids": "Global IDs.",
    # inputs and their results
    "groupId": "The group's ID.",
    "memberId": "The member's ID: of the membership, not of the account.",
    "accountId": "The account's ID.",
    "accountIds": "The accounts' IDs; entries are counted from 0 in errors.",
    "invitationId": "The invitation's ID.",
    "resourceId": "The resource's ID.",
    "assignmentId": "The assignment's ID.",
    "role": "What they are, or will be, in the group.",
    "email": "An email address, in any spelling.",
    "username": "A username, in any case.",
    "password": "10 to 1,024 characters.",
    "token": "The token, or the whole link that holds it.",
    "userErrors": "What the person can mend; empty on success.",
    "group": "The group, as the viewer may see it now.",
    "member": "The member; null where there are userErrors.",
    "invitation": "The invitation; null where there are userErrors.",
    "viewer": "The signed-in account.",
    "badge": "The figure on the bell, as it is now.",
    "seatPlan": "The plan, as it is now.",
    "seat": "The seat; null where there are userErrors.",
    "resource": "The resource; null where there are userErrors.",
    "inviteCode": "The code; null where there are userErrors.",
    "removedId": "The ID of what was removed.",
    "members": "The members, in the order given.",
    "memberIds": "The members' IDs; entries are counted from 0 in errors.",
    "assignments": "The assignments, in the order given.",
    "assignment": "The assignment; null where there are userErrors.",
    "accessToken": "The token, without its secret.",
    "secret": "Goes into `Authorization: Bearer`; shown this once.",
    "problems": "What inviteMembers would say to this text.",
    "recipients": "People one by one, by address, username or account.",
    "recipient": "What was given for this one.",
    "results": "One for each recipient, in the order given.",
    "invitedCount": "How many were invited.",
    "account": "The account.",
    "caseload": "The caseload, as it is now.",
    "inviteKey": "Where a login that began on an invite page goes on.",
    "all": "true for every one there is.",
    "key": "A personal token or a code, or the whole link that holds it.",
    "revokedId": "The ID of the token that was revoked.",
    "currentPassword": "Needed unless mustSetPassword.",
    "supportEmail": "Whom to ask.",
    "scale": "Pixels a module, 1 to 20.",
    "border": "Modules of quiet zone around it.",
    "dark": "The colour of the modules, #rrggbb.",
    "light": "The colour of the ground, #rrggbb.",
    "hasSeat": "Only who holds, or does not hold, a seat.",
    "allocated": "Only seats that are held, or that are free.",
    # objects
    "hasFullAccess": "Whether they may use what the group has paid for.",
    "reason": "Why, or why not.",
    "scopes": "What the key may do.",
    "unreadNotifications": "Entries of the notification centre that have not been read.",
    "action": "What was done.",
    "at": "When it was done.",
    "lastSentAt": "When a mail about it last left the house; null for never.",
    "maxUses": "How many may join with it; null for no limit.",
    "groupDescription": "What the group says of itself.",
    "viewerIsMember": "Whether the viewer is in the group already.",
    "kind": "Of which kind it is.",
    "name": "The name, as it was typed.",
    "title": "The title, on one line.",
    "body": "The text, which may have many lines.",
    "description": "A text of up to 10,000 characters; may be empty.",
    "subject": "One line.",
    "createdAt": "When it was made.",
    "updatedAt": "When it was changed last.",
    "startsAt": "When it begins to be in force.",
    "expiresAt": "When it ends by itself; null where it does not.",
    "readAt": "When it was read; null for what is unread.",
    "joinedAt": "When they joined.",
    "joinedBy": "The door by which they came in.",
    "addedAt": "When they were added.",
    "allocatedAt": "When it was given to its member; null while it is free.",
    "assignedAt": "When it was assigned.",
    "dueAt": "Until when it should be done; null for no date.",
    "memberCount": "How many members the group has.",
    "facilitatorName": "The facilitator's name.",
    "total": "All of them.",
    "pending": "Waiting for an answer.",
    "accepted": "Accepted.",
    "declined": "Declined.",
    "cancelled": "Withdrawn.",
    "expired": "Whose time has passed without an answer.",
    "sent": "Taken by the mail server.",
    "remaining": "Still on their way.",
    "policy": "Who hands out free seats.",
    "seatCount": "How many seats there are.",
    "allocatedCount": "How many of them a member holds.",
    "freeCount": "How many of them are free.",
    "joinPolicy": "Whether anyone signed in may join.",
    "discreet": "Whether mails and invite pages keep the group's name to themselves until sign-in.",
    "site": "The site.",
    "qrCode": "Its QR code.",
    "url": "A link.",
    "error": "Why not; null where it worked.",
    "problem": "What is wrong with the entry; null where nothing is.",
    "text": "As plain text.",
    "html": "As HTML.",
    "to": "The address it would go to.",
}

_IN_PLACE = {
    "MarkNotificationsReadInput.ids": "The notifications' IDs, 1,000 at most.",
    "SeatPlan.expiresAt": "When it ends; nobody has full access by a seat from then on.",
    "SetCaseloadPayload.account": "Whose caseload it is; null where there are userErrors.",
    "SetCaseloadPayload.caseload": "The caseload, as it is now; null where there are userErrors.",
}
"""Descriptions that apply to one type, field or argument only."""


def describe(schema: strawberry.Schema) -> strawberry.Schema:
    """Add a description to every type, field and argument that has none.

    Args:
        schema: Changed in place. A type without a description gets the first line of its class's docstring.
    """
    for kind in schema._schema.type_map.values():
        if kind.name.startswith("__"):
            continue
        if isinstance(kind, GraphQLObjectType | GraphQLInterfaceType | GraphQLInputObjectType):
            if not kind.description:
                definition = kind.extensions.get("strawberry-definition")
                kind.description = (inspect.getdoc(definition.origin) or "").partition("\n")[0] if definition else None
            for name, field in kind.fields.items():
                place = f"{kind.name}.{name}"
                field.description = field.description or _IN_PLACE.get(place) or _ANYWHERE.get(name)
                for argument, given in getattr(field, "args", {}).items():
                    here = _IN_PLACE.get(f"{place}.{argument}")
                    given.description = given.description or here or _ANYWHERE.get(argument)
    return schema
