FROM alpine
RUN cat << EOF
RUN cat <<
RUN cat a<<EOF
RUN cat x1<<EOF
RUN cat <<""
RUN cat <<-
