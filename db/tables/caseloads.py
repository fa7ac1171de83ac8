from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.tables.base import Base, Created, Key


class Caseload(Base):
    """A therapist's list of patients. Its row is the lock for counting and taking places.

    No CHECK on the limit: it also counts reserved places, and may be set below what is in use.
    """

    __tablename__ = "caseloads"

    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), primary_key=True, autoincrement=False)
    patient_limit: Mapped[int | None]
    created_at: Mapped[Created]

    __table_args__ = (CheckConstraint("patient_limit BETWEEN 0 AND 2147483647", name="patient_limit"),)


class Patient(Base):
    """A person on a caseload, once, however many groups they share with its owner, until the owner removes them."""

    __tablename__ = "patients"

    id: Mapped[Key]
    # A caseload's key is the account ID of its owner.
    caseload_id: Mapped[int] = mapped_column(ForeignKey("caseloads.account_id"))
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    added_at: Mapped[datetime]

    __table_args__ = (
        UniqueConstraint("caseload_id", "account_id"),
        # Nobody is on their own list.
        CheckConstraint("caseload_id <> account_id", name="somebody_else"),
        Index("patients_account_idx", "account_id"),
    )
