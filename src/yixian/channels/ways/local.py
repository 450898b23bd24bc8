"""The banner's own website and feeds: they show what the database holds."""

from django.utils.translation import gettext_lazy as _

from yixian.channels.declare import Channel, Setting

WEBSITE = Channel(
    key="website",
    title=_("Website"),
    sentence=_("The news pages of this site, open to everybody."),
    icon="world",
    settings=(
        Setting(
            key="address",
            title=_("Public address of the website"),
            help=_("Such as https://example.gov.cn. Links in other channels begin with it."),
            required=False,
        ),
    ),
)
FEED = Channel(
    key="feed",
    title=_("Feed (Atom and RSS)"),
    sentence=_("For readers and other websites that take it over by themselves."),
    icon="rss",
)
