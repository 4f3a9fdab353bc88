FROM alpine
ONBUILD ONBUILD RUN <<EOF
RUN echo this is an instruction
