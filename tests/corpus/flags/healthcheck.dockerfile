FROM alpine
HEALTHCHECK --interval=30s --timeout=3s --start-period=5s --start-interval=1s --retries=5 CMD wget -q localhost
HEALTHCHECK --interval=1m NONE
