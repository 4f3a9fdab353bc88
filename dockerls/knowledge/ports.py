"""Ports that programs in containers listen on by custom: general knowledge."""

PORTS = {
    8080: "http",
    80: "http",
    443: "https",
    3000: "node, rails, grafana",
    8000: "python",
    5000: "flask, aspnet",
    8443: "https",
    9000: "php-fpm, minio",
    5432: "postgres",
    6379: "redis",
    3306: "mysql, mariadb",
    27017: "mongo",
    5672: "amqp",
    9090: "prometheus",
    9200: "elasticsearch",
    4000: "elixir, jekyll",
    50051: "grpc",
    53: "dns",
}
"""What each is used for, the most used first; ssh is not among them: containers do without."""

PROTOCOLS = ("tcp", "udp", "sctp")

_OF_IMAGES = {
    "nginx": 80,
    "httpd": 80,
    "caddy": 80,
    "node": 3000,
    "ruby": 3000,
    "python": 8000,
    "postgres": 5432,
    "redis": 6379,
    "mysql": 3306,
    "mariadb": 3306,
    "mongo": 27017,
    "elixir": 4000,
    "php": 9000,
}


def ports_by_use(image: str | None) -> tuple[int, ...]:
    """The ports, that of an official image first."""
    first = _OF_IMAGES.get(image or "")
    return tuple(dict.fromkeys((*((first,) if first else ()), *PORTS)))
