from sqlalchemy import DDL, Computed, ForeignKey, Index, Text, event
from sqlalchemy.orm import Mapped, mapped_column

from db.tables.base import Base


class AccountWord(Base):
    """One word of an account's `search`, maintained by triggers.

    `head1` to `head5` are its first letters. A common prefix is read by head, in order of name; a rare one by the
    word.
    """

    __tablename__ = "account_words"

    account_id: Mapped[int] = mapped_column(
        ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    word: Mapped[str] = mapped_column(Text(collation="C"), primary_key=True)
    sort_name: Mapped[str] = mapped_column(Text(collation="C"))
    head1: Mapped[str] = mapped_column(Text(collation="C"), Computed("left(word, 1)", persisted=True))
    head2: Mapped[str] = mapped_column(Text(collation="C"), Computed("left(word, 2)", persisted=True))
    head3: Mapped[str] = mapped_column(Text(collation="C"), Computed("left(word, 3)", persisted=True))
    head4: Mapped[str] = mapped_column(Text(collation="C"), Computed("left(word, 4)", persisted=True))
    head5: Mapped[str] = mapped_column(Text(collation="C"), Computed("left(word, 5)", persisted=True))

    __table_args__ = (
        Index("account_words_word_idx", "word", "sort_name", "account_id"),
        Index("account_words_head1_idx", "head1", "sort_name", "account_id"),
        Index("account_words_head2_idx", "head2", "sort_name", "account_id"),
        Index("account_words_head3_idx", "head3", "sort_name", "account_id"),
        Index("account_words_head4_idx", "head4", "sort_name", "account_id"),
        Index("account_words_head5_idx", "head5", "sort_name", "account_id", postgresql_include=["word"]),
    )


# Triggers instead of actions: whatever writes an account keeps it searchable.
TRIGGERS = (
    """
CREATE FUNCTION usher_write_account_words() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        DELETE FROM account_words WHERE account_id = NEW.id;
    END IF;
    INSERT INTO account_words (account_id, word, sort_name)
    SELECT DISTINCT NEW.id, word, NEW.sort_name
    FROM unnest(string_to_array(NEW.search, ' ')) AS word
    WHERE word <> '';
    RETURN NULL;
END
$$""",
    """
CREATE TRIGGER account_words_on_insert AFTER INSERT ON accounts
FOR EACH ROW EXECUTE FUNCTION usher_write_account_words()""",
    """
CREATE TRIGGER account_words_on_update AFTER UPDATE OF search, sort_name ON accounts
FOR EACH ROW WHEN (OLD.search <> NEW.search OR OLD.sort_name <> NEW.sort_name)
EXECUTE FUNCTION usher_write_account_words()""",
)

for _statement in TRIGGERS:
    event.listen(AccountWord.__table__, "after_create", DDL(_statement.replace("%", "%%")))  # type: ignore[no-untyped-call]
