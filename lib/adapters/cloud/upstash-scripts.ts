/**
 * Upstash runs scripts under one lock for the whole database unless they promise to use only their KEYS. Then only
 * those are locked: facts on EVAL in docs/adr/0011.
 */
export const KEY_LOCKING = "#!lua flags=allow-key-locking";

const NOW = `local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)`;

/**
 * For operations that must not happen twice. If an answer was lost, the repeated request finds the first result under
 * a key of its own. This is longer than any delay of a repetition.
 */
const ONCE_MS = 10_000;

/** KEYS counter, call; ARGV by, milliseconds to live from the first increment. Returns the new value. */
export const INCREMENT = `${KEY_LOCKING}
local done = redis.call('GET', KEYS[2])
if done then return tonumber(done) end
local value = redis.call('INCRBY', KEYS[1], ARGV[1])
if redis.call('PTTL', KEYS[1]) < 0 then redis.call('PEXPIRE', KEYS[1], ARGV[2]) end
redis.call('SET', KEYS[2], value, 'PX', ${ONCE_MS})
return value`;

/**
 * KEYS set; ARGV milliseconds to live, largest number of members (0: any number), members. A sorted set by time of
 * expiry.
 */
export const ADD_MEMBERS = `${KEY_LOCKING}
${NOW}
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now)
for index = 3, #ARGV do redis.call('ZADD', KEYS[1], now + ARGV[1], ARGV[index]) end
if ARGV[2] ~= '0' then redis.call('ZREMRANGEBYRANK', KEYS[1], 0, -ARGV[2] - 1) end
if redis.call('PTTL', KEYS[1]) < tonumber(ARGV[1]) then redis.call('PEXPIRE', KEYS[1], ARGV[1]) end
return #ARGV - 2`;

/** KEYS set. Returns the members that have not expired. */
export const MEMBERS = `${KEY_LOCKING}
${NOW}
return redis.call('ZRANGEBYSCORE', KEYS[1], '(' .. now, '+inf')`;

/**
 * KEYS bucket, call; ARGV capacity, refill per second, tokens wanted. Returns granted (1 or 0), whole tokens left,
 * milliseconds until there are enough. A bucket that had time to fill equals a missing one, so it expires then.
 */
export const TAKE_TOKENS = `${KEY_LOCKING}
local done = redis.call('GET', KEYS[2])
if done then
  local granted, held, wait = string.match(done, '(%d+) (-?%d+) (%d+)')
  return { tonumber(granted), tonumber(held), tonumber(wait) }
end
${NOW}
local capacity, refill, wanted = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local stored = redis.call('HMGET', KEYS[1], 'tokens', 'at')
local held, at = tonumber(stored[1]) or capacity, tonumber(stored[2]) or now
held = math.min(capacity, held + math.max(0, now - at) / 1000 * refill)
local granted, wait = 0, 0
if held >= wanted then
  granted, held = 1, math.min(capacity, held - wanted)
else
  wait = math.ceil((wanted - held) / refill * 1000)
end
redis.call('HSET', KEYS[1], 'tokens', string.format('%.6f', held), 'at', now)
redis.call('PEXPIRE', KEYS[1], math.ceil((capacity - held) / refill * 1000) + 1000)
redis.call('SET', KEYS[2], string.format('%d %d %d', granted, math.floor(held), wait), 'PX', ${ONCE_MS})
return { granted, math.floor(held), wait }`;
