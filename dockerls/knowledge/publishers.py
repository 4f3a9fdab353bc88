"""Namespaces of Docker Hub whose images somebody known answers for: companies and well-known open-source projects.

Chosen by hand from general knowledge, not read from Docker Hub's badges: a name that is missing says nothing.
"""

PUBLISHERS = frozenset(
    {"library", "docker", "moby", "tonistiigi", "bitnami", "grafana", "prom", "hashicorp", "jenkins"}
    | {"nvidia", "redis", "mongodb", "confluentinc", "cimg", "circleci", "gitlab", "sonarsource", "atlassian"}
    | {"elastic", "opensearchproject", "apache", "amazon", "google", "microsoft", "ubuntu", "redhat", "rockylinux"}
    | {
        "almalinux",
        "opensuse",
        "fluent",
        "envoyproxy",
        "istio",
        "cilium",
        "calico",
        "rancher",
        "portainer",
        "linuxserver",
    }
    | {"selenium", "cypress", "dart", "timescale", "clickhouse", "cockroachdb", "neo4j", "qdrant", "minio"}
    | {"nginxinc", "openresty", "keycloak", "gitea", "forgejo", "hadolint", "aquasec", "anchore", "snyk", "gradle"}
    | {"continuumio", "condaforge", "mambaorg", "jupyter", "tensorflow", "pytorch", "rocm", "intel", "oven", "denoland"}
    | {"chainguard", "paketobuildpacks", "heroku", "wordpress", "drupal", "dunglas", "serversideup"}
    | {"graalvm", "ibmjava", "payara", "newrelic", "datadog", "otel", "jaegertracing", "openzipkin", "cloudflare"}
    | {
        "kindest",
        "bats",
        "alpine",
        "debian",
        "nixos",
        "archlinux",
        "voidlinux",
        "crystallang",
        "mstorsjo",
        "phpmyadmin",
    }
)
