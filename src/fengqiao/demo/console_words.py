"""What happens to the demonstration's processes, in the language of its console."""

from __future__ import annotations

from fengqiao.config.station import DatabaseEnded
from fengqiao.foundation.postgres import ClusterError
from fengqiao.foundation.processes.supervisor import ChildEnded
from fengqiao.foundation.simulation.contracts import Text

News = ChildEnded | DatabaseEnded | ClusterError
ENDED = Text("已全部停止。", "Everything has ended.")
PROCESSES = {"web": "网页服务", "more-web": "网页服务（增设）", "worker": "后台任务", "storyteller": "剧情进程"}


def in_words(news: News) -> Text:
    """This function will tell what has ended and is being started again."""
    if isinstance(news, ChildEnded):
        name = PROCESSES.get(news.name, news.name)
        return Text(f"{name}意外退出（返回值 {news.status}），正在重新启动；日志：{news.log}", str(news))
    if isinstance(news, DatabaseEnded):
        return Text(f"数据库意外退出，正在重新启动；日志：{news.log}", str(news))
    return Text(f"数据库启动失败：{news}", str(news))
