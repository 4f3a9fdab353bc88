FROM ruby:2.5
RUN gem install bundler
ADD Gemfile* /app/
RUN cd /app; bundle install
ADD . /app
CMD cd /app && ruby app.rb
