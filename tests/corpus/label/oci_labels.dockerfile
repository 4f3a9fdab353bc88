FROM alpine
LABEL org.opencontainers.image.title="Example" \
      org.opencontainers.image.description="A longer text, with commas" \
      org.opencontainers.image.source="https://example.com/repo" \
      org.opencontainers.image.licenses=MIT
LABEL "com.example.vendor"="ACME Incorporated"
LABEL multi.word value with words
LABEL empty= empty2=""
