"""The tables, one file per noun. Importing this package registers them all."""

from db.indexes import index_foreign_keys
from db.tables.access_tokens import AccessToken
from db.tables.account_words import AccountWord
from db.tables.accounts import Account, LoginNetwork, OneTimeLink, Session, Staff
from db.tables.base import Base
from db.tables.caseloads import Caseload, Patient
from db.tables.database_keys import DatabaseKey
from db.tables.events import StreamEvent
from db.tables.groups import Group, History, Membership, Removal
from db.tables.idempotency import KeptAnswer
from db.tables.invitations import Invitation, InvitationBatch, OlderLink
from db.tables.invite_codes import InviteCode
from db.tables.limits import RateLimit
from db.tables.mails import KeptMail, Mail
from db.tables.notifications import Notification
from db.tables.operating import DatabaseState, Process
from db.tables.resources import Assignment, Resource
from db.tables.seats import Seat, SeatPlan
from db.tables.sent_forms import SentForm

index_foreign_keys(Base.metadata)

__all__ = [
    "AccessToken",
    "Account",
    "AccountWord",
    "Assignment",
    "Base",
    "Caseload",
    "DatabaseKey",
    "DatabaseState",
    "Group",
    "History",
    "Invitation",
    "InvitationBatch",
    "InviteCode",
    "KeptAnswer",
    "KeptMail",
    "LoginNetwork",
    "Mail",
    "Membership",
    "Notification",
    "OlderLink",
    "OneTimeLink",
    "Patient",
    "Process",
    "RateLimit",
    "Removal",
    "Resource",
    "Seat",
    "SeatPlan",
    "SentForm",
    "Session",
    "Staff",
    "StreamEvent",
]
