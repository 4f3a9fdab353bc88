"""Who starts as root and gives that up: programs made for it, servers that do so themselves, images whose start does.

Sources: the manuals of the programs, and the entrypoints of Docker's official images.
"""

import re

from dockerls.syntax.image import ImageReference, without_variables

# Programs that run another one as another user. An init such as tini or dumb-init does not.
DROPPERS = ("gosu", "su-exec", "setpriv", "runuser", "chpst", "setuidgid", "s6-setuidgid", "s6-overlay", "fixuid")

# Servers that need root to start and run their workers, or the sessions of others, as other users.
SERVERS = frozenset(
    {"nginx", "httpd", "httpd-foreground", "apache2", "apache2ctl", "apachectl", "apache2-foreground", "php-fpm"}
    | {"sshd", "cron", "crond", "supervisord", "init", "systemd", "s6-svscan", "runsvdir", "dockerd", "containerd"}
    | {
        "postfix",
        "dovecot",
        "vsftpd",
        "proftpd",
        "smbd",
        "named",
        "haproxy",
        "dnsmasq",
        "openvpn",
        "chronyd",
        "rsyslogd",
    }
    | {"mysqld", "mysqld_safe", "mariadbd", "fail2ban-server", "squid", "unbound", "in.tftpd", "rpcbind"}
)

# Official images whose entrypoint, or whose server, switches to the image's own user.
_GIVING_UP_ROOT = {
    **dict.fromkeys(("postgres", "redis", "valkey", "mysql", "mariadb", "percona", "mongo", "rabbitmq"), ""),
    **dict.fromkeys(("cassandra", "couchdb", "neo4j", "zookeeper", "influxdb", "flink", "ghost", "chronograf"), ""),
    **dict.fromkeys(("telegraf", "kapacitor", "elasticsearch", "kibana", "logstash", "nginx", "httpd"), ""),
    **dict.fromkeys(("wordpress", "drupal", "nextcloud", "joomla", "matomo", "redmine", "eclipse-mosquitto"), ""),
    **dict.fromkeys(("rethinkdb", "crate", "consul", "vault", "docker", "unit"), ""),
    "php": r"(?:^|-)(?:apache|fpm)(?:-|$)",
}


# AWS Lambda runs its images as a user of its own, whatever they set.
_RUN_ELSEWHERE = ("public.ecr.aws/lambda/", "amazon/aws-lambda-")

# What is started for a person at a terminal, in an image of tools or one to build on.
INTERACTIVE = frozenset(
    {
        "sh",
        "bash",
        "ash",
        "dash",
        "zsh",
        "fish",
        "python",
        "python3",
        "pypy",
        "pypy3",
        "node",
        "bun",
        "irb",
        "iex",
        "erl",
    }
    | {"julia", "jshell", "ghci", "R", "sbcl", "swipl", "raku", "groovysh", "perl"}
)


def gives_up_root(image: ImageReference) -> bool:
    """Whether what the image starts runs as another user, although the image itself sets none."""
    if image.familiar_name.startswith(_RUN_ELSEWHERE):
        return True
    pattern = _GIVING_UP_ROOT.get(image.familiar_name)
    return pattern is not None and re.search(pattern, without_variables(image.tag or "latest")) is not None
