FROM php:8.3-apache
RUN apt-get update && apt-get install -y libzip-dev libicu-dev unzip \
 && docker-php-ext-install zip intl pdo_mysql \
 && a2enmod rewrite
COPY --from=composer:2 /usr/bin/composer /usr/bin/composer
ENV APACHE_DOCUMENT_ROOT /var/www/html/public
RUN sed -ri -e 's!/var/www/html!${APACHE_DOCUMENT_ROOT}!g' /etc/apache2/sites-available/*.conf
COPY . /var/www/html
RUN composer install --no-dev --optimize-autoloader
RUN chown -R www-data:www-data /var/www/html
