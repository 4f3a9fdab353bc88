FROM oven/bun:1 AS bun
WORKDIR /b
COPY package.json bun.lockb ./
RUN bun install --frozen-lockfile --production
FROM denoland/deno:1.46.0
WORKDIR /d
USER deno
COPY --from=bun /b/node_modules node_modules
COPY . .
RUN deno cache main.ts
CMD ["run", "--allow-net", "main.ts"]
