FROM alpine AS 빌드
FROM alpine
COPY --from=빌드 /a /b
RUN --mount=type=bind,source=문서,target=/d ls
COPY --chown=é:ü x y
