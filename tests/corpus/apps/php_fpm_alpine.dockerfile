FROM php:8.2-fpm-alpine AS app
RUN set -eux; \
	apk add --no-cache --virtual .build-deps $PHPIZE_DEPS icu-dev; \
	docker-php-ext-install -j$(nproc) intl opcache; \
	pecl install redis-6.0.2; \
	docker-php-ext-enable redis; \
	apk del --no-network .build-deps
COPY docker/php.ini "$PHP_INI_DIR/conf.d/"
WORKDIR /srv
COPY composer.* symfony.* ./
RUN --mount=type=cache,target=/root/.composer composer install --prefer-dist --no-scripts
VOLUME /srv/var
HEALTHCHECK CMD ["php-fpm-healthcheck"]
