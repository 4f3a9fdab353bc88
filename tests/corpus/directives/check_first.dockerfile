# check=skip=StageNameCasing;error=true
# syntax=docker/dockerfile:1.9
FROM debian:bookworm-slim AS Base
RUN true
