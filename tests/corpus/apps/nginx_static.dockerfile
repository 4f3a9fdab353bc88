FROM node:20 AS web
WORKDIR /web
COPY . .
RUN npm ci && npm run build
FROM nginxinc/nginx-unprivileged:1.27-alpine
COPY --from=web /web/dist /usr/share/nginx/html
COPY <<'EOF' /etc/nginx/conf.d/default.conf
server {
    listen 8080;
    root /usr/share/nginx/html;
    location / { try_files $uri /index.html; }
}
EOF
