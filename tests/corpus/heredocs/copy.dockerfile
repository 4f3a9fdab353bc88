FROM nginx:1.27
COPY <<EOF /etc/nginx/conf.d/default.conf
server {
    listen 8080;
    location / { root /srv; }
}
EOF
EXPOSE 8080
