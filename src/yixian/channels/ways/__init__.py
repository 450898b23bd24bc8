"""The ways by which the banner publishes and is written to."""

from yixian.channels.declare import register
from yixian.channels.ways import gateway, local, microblog, rehearsal, robot, wechat

WAYS = tuple(
    register(each)
    for each in (
        local.WEBSITE,
        local.FEED,
        wechat.CHANNEL,
        microblog.CHANNEL,
        robot.CHANNEL,
        gateway.CHANNEL,
        rehearsal.CHANNEL,
    )
)
