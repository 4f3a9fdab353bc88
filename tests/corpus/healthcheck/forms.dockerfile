FROM alpine
HEALTHCHECK NONE
HEALTHCHECK none
HEALTHCHECK CMD true
HEALTHCHECK cmd curl -f http://localhost/ || exit 1
HEALTHCHECK CMD ["curl", "-f", "http://localhost/"]
HEALTHCHECK --interval=5m --timeout=3s CMD curl -f http://localhost/
HEALTHCHECK CMD
HEALTHCHECK NONE extra words
HEALTHCHECK OTHER thing
