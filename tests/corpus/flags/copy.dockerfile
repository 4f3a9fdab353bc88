FROM alpine AS build
FROM alpine
COPY --from=build /a /a
COPY --from=build --chown=app:app --chmod=0755 /b /b
COPY --link --from=build /c /c
COPY --parents --exclude=*.md --exclude=docs ./src /src
