FROM alpine
COPY --from=a b c d
RUN --x=a　b --y=  true
