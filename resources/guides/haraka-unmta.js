'use strict';
// Hands each message to unMTA before it is queued. Goes into config/plugins before the plugins that sign.
const fs = require('node:fs');
const { Writable } = require('node:stream');

const CONTROL = ['X-Unmta-Track', 'X-Unmta-Tracking-Host', 'X-Unmta-Message-Id', 'X-Unmta-Meta'];

exports.register = function () {
  const config = this.config.get('unmta.ini');
  this.url = config.main.url;
  this.token = fs.readFileSync(config.main.token_file, 'utf8').trim();
};

exports.hook_data_post = function (next, connection) {
  const transaction = connection.transaction;
  if (!connection.relaying) return next();
  const chunks = [];
  const collector = new Writable({
    write(chunk, encoding, done) {
      chunks.push(chunk);
      done();
    },
  });
  collector.once('finish', async () => {
    try {
      const bytes = await rewrite(this.url, this.token, Buffer.concat(chunks));
      for (const name of CONTROL) transaction.remove_header(name);
      await replaceMessage(transaction, bytes);
      next();
    } catch (error) {
      connection.logerror(this, `not tracked: ${error.message}`);
      next(DENYSOFT, 'Tracking is not available at the moment');
    }
  });
  transaction.message_stream.pipe(collector, { dot_stuffed: true });
};

function rewrite(url, token, message) {
  const { request } = require(url.startsWith('https:') ? 'node:https' : 'node:http');
  return new Promise((resolve, reject) => {
    const call = request(url, {
      method: 'POST',
      timeout: 10000,
      headers: {
        Authorization: `Bearer ${token}`,
        'Content-Type': 'message/rfc822',
        'Content-Length': message.length,
      },
    });
    call.once('timeout', () => call.destroy(new Error('no answer')));
    call.once('error', reject);
    call.once('response', (response) => {
      const parts = [];
      response.on('data', (part) => parts.push(part));
      response.once('error', reject);
      response.once('end', () => {
        if (response.statusCode === 200) resolve(Buffer.concat(parts));
        else reject(new Error(`status ${response.statusCode}`));
      });
    });
    call.end(message);
  });
}

// Haraka keeps messages as they came over the wire, with leading dots doubled.
function replaceMessage(transaction, bytes) {
  const old = transaction.message_stream;
  const fresh = new old.constructor({ main: { spool_after: -1 } }, `${transaction.uuid}-tracked`, old.headers);
  let from = 0;
  while (from < bytes.length) {
    const newline = bytes.indexOf(0x0a, from);
    const end = newline < 0 ? bytes.length : newline + 1;
    const line = bytes.subarray(from, end);
    fresh.add_line(line[0] === 0x2e ? Buffer.concat([Buffer.from('.'), line]) : line);
    from = end;
  }
  return new Promise((resolve) => {
    fresh.add_line_end(() => {
      transaction.message_stream = fresh;
      old.destroy();
      resolve();
    });
  });
}
