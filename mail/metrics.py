"""Mail metrics."""

from prometheus_client import Counter

MAILS = Counter(
    "usher_mails", "Mails by what became of them; PUT_OFF once for each attempt that is to be repeated.", ["fate"]
)
