"""Caseloads: whom a therapist looks after, and how many the plan allows."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.tables.base import Base, Created, Key


class Caseload(Base):
    """An account's own list of patients. Its row is the lock under which places are counted and taken.

    The limit counts patients and places promised, and may be set below what is in use: so it is no CHECK.
    """

    __tablename__ = "caseloads"

    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), primary_key=True, autoincrement=False)
    patient_limit: Mapped[int | None]
    created_at: Mapped[Created]

    __table_args__ = (CheckConstraint("patient_limit BETWEEN 0 AND 2147483647", name="patient_limit"),)


class Patient(Base):
    """Somebody on a caseload; there once, however many groups they share, and there to stay."""

    __tablename__ = "patients"

    id: Mapped[Key]
    caseload_id: Mapped[int] = mapped_column(ForeignKey("caseloads.account_id"))
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    added_at: Mapped[datetime]

    __table_args__ = (
        UniqueConstraint("caseload_id", "account_id"),
        CheckConstraint("caseload_id <> account_id", name="somebody_else"),
        Index("patients_account_idx", "account_id"),
    )
