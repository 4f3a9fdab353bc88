FROM alpine
COPY --link a b
RUN --mount true
COPY --from x y z
ONBUILD --force RUN true
