FROM alpine
RUN echo hi \
  # <<EOF is in a comment
  && echo there
# RUN <<EOF
RUN true
