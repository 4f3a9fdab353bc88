FROM alpine
HEALTHCHECK --interval=30s \
            --timeout=5s \
            # give it time
            --retries=3 \
  CMD wget -qO- http://localhost:8080/health \
      || exit 1
