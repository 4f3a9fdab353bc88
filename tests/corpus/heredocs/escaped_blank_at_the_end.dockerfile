# escape=`
FROM alpine
RUN cat <<EOF\ 
one
EOF
USER root
EOF 
USER app
