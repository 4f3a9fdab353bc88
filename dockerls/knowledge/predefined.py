"""Names of variables that have a value although no ARG or ENV of the file gives them one. Names only, no prose.

Sources: the Dockerfile reference ("Predefined ARGs", "Automatic platform ARGs", "BuildKit built-in build args"),
``dockerfile2llb`` of moby/buildkit, and the ENV instructions of the Docker Official Images.
"""

PROXY_ARGS = frozenset(
    name
    for upper in ("HTTP_PROXY", "HTTPS_PROXY", "FTP_PROXY", "NO_PROXY", "ALL_PROXY")
    for name in (upper, upper.lower())
)
"""Usable in RUN without a declaration, and left out of the history and the cache key."""

PLATFORM_ARGS = frozenset(
    {
        "BUILDPLATFORM",
        "BUILDOS",
        "BUILDOSVERSION",
        "BUILDARCH",
        "BUILDVARIANT",
        "TARGETPLATFORM",
        "TARGETOS",
        "TARGETOSVERSION",
        "TARGETARCH",
        "TARGETVARIANT",
        "TARGETSTAGE",
    }
)
"""Set in the global scope: a FROM may use them, a stage has to declare ``ARG NAME`` first."""

BUILDKIT_ARGS = frozenset(
    {
        "BUILDKIT_BUILD_NAME",
        "BUILDKIT_CACHE_MOUNT_NS",
        "BUILDKIT_CONTEXT_KEEP_GIT_DIR",
        "BUILDKIT_DOCKERFILE_CHECK",
        "BUILDKIT_GIT_ADVICE",
        "BUILDKIT_INLINE_CACHE",
        "BUILDKIT_MULTI_PLATFORM",
        "BUILDKIT_SANDBOX_HOSTNAME",
        "BUILDKIT_SBOM_SCAN_CONTEXT",
        "BUILDKIT_SBOM_SCAN_STAGE",
        "BUILDKIT_SYNTAX",
        "SOURCE_DATE_EPOCH",
    }
)
"""Build arguments that BuildKit itself obeys."""

SHELL_ONLY_VARIABLES = frozenset({"HOME", "HOSTNAME", "PWD", "OLDPWD", "SHELL", "USER", "UID", "TERM"})
"""Set for a process in the container, or by its shell; empty wherever the builder replaces variables."""

SEARCH_PATHS = frozenset(
    {
        "PATH",
        "LD_LIBRARY_PATH",
        "LIBRARY_PATH",
        "PYTHONPATH",
        "PKG_CONFIG_PATH",
        "CMAKE_PREFIX_PATH",
        "CPATH",
        "C_INCLUDE_PATH",
        "CPLUS_INCLUDE_PATH",
        "CLASSPATH",
        "NODE_PATH",
        "GEM_PATH",
        "PERL5LIB",
        "MANPATH",
        "XDG_DATA_DIRS",
    }
)
"""Lists that files extend (``ENV X=/opt/lib:$X``). The builder sets PATH; the others only if the base image does."""

_BY_IMAGE: dict[str, tuple[str, ...]] = {
    "python": ("PYTHON_VERSION", "PYTHON_SHA256", "PYTHON_PIP_VERSION", "PYTHON_SETUPTOOLS_VERSION", "GPG_KEY", "LANG"),
    "node": ("NODE_VERSION", "YARN_VERSION"),
    "golang": ("GOLANG_VERSION", "GOPATH", "GOTOOLCHAIN"),
    "rust": ("RUST_VERSION", "RUSTUP_HOME", "CARGO_HOME"),
    "ruby": ("RUBY_VERSION", "GEM_HOME", "BUNDLE_APP_CONFIG", "BUNDLE_SILENCE_ROOT_WARNING"),
    "php": (
        "PHPIZE_DEPS",
        "PHP_VERSION",
        "PHP_INI_DIR",
        "PHP_CFLAGS",
        "PHP_CPPFLAGS",
        "PHP_LDFLAGS",
        "PHP_URL",
        "PHP_SHA256",
        "GPG_KEYS",
        "APACHE_CONFDIR",
        "APACHE_ENVVARS",
    ),
    "composer": ("COMPOSER_HOME", "COMPOSER_VERSION", "COMPOSER_ALLOW_SUPERUSER"),
    "eclipse-temurin": ("JAVA_HOME", "JAVA_VERSION", "LANGUAGE", "LC_ALL"),
    "maven": ("MAVEN_HOME", "MAVEN_CONFIG", "MAVEN_VERSION"),
    "gradle": ("GRADLE_HOME", "GRADLE_VERSION"),
    "tomcat": ("CATALINA_HOME", "TOMCAT_VERSION", "TOMCAT_NATIVE_LIBDIR"),
    "jetty": ("JETTY_HOME", "JETTY_BASE"),
    "nginx": ("NGINX_VERSION", "NJS_VERSION", "PKG_RELEASE"),
    "httpd": ("HTTPD_PREFIX", "HTTPD_VERSION"),
    "postgres": ("PG_MAJOR", "PG_VERSION", "PGDATA", "GOSU_VERSION"),
    "mysql": ("MYSQL_VERSION", "MYSQL_MAJOR"),
    "mariadb": ("MARIADB_VERSION",),
    "redis": ("REDIS_VERSION",),
    "mongo": ("MONGO_VERSION", "MONGO_MAJOR"),
    "ghost": ("GHOST_INSTALL", "GHOST_CONTENT", "GHOST_VERSION"),
    "elixir": ("ELIXIR_VERSION", "OTP_VERSION"),
    "julia": ("JULIA_PATH", "JULIA_VERSION"),
    "jenkins/jenkins": ("JENKINS_HOME", "JENKINS_VERSION"),
    "nvidia/cuda": ("CUDA_VERSION", "NVIDIA_VISIBLE_DEVICES", "NVIDIA_DRIVER_CAPABILITIES", "NVARCH"),
    "mcr.microsoft.com/dotnet/aspnet": ("APP_UID", "DOTNET_VERSION", "ASPNET_VERSION", "ASPNETCORE_HTTP_PORTS"),
    "mcr.microsoft.com/dotnet/sdk": ("DOTNET_SDK_VERSION", "NUGET_XMLDOC_MODE"),
    "quay.io/jupyter/base-notebook": ("CONDA_DIR", "NB_USER", "NB_UID", "NB_GID"),
    "apache/airflow": ("AIRFLOW_HOME",),
}

BASE_IMAGE_VARIABLES: dict[str, str] = {name: image for image, names in _BY_IMAGE.items() for name in names}
"""Variables that a much used base image sets with ENV, and that image. A file may use them undeclared; images built
on it set them too, so a name here is no proof that another base lacks it."""
