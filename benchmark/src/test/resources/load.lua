-- Sends the requests of a file, each written as its length in a line and then as it goes over the wire.
local requests, last = {}, 0
local pause

function init(arguments)
  local file = assert(io.open(arguments[1], "rb"))
  local length = file:read("*l")
  while length do
    requests[#requests + 1] = file:read(tonumber(length))
    length = file:read("*l")
  end
  file:close()
  pause = tonumber(arguments[2])
end

function request()
  last = last % #requests + 1
  return requests[last]
end

-- Milliseconds before each request of a connection; spread, so that the connections do not march in step.
function delay()
  return pause == 0 and 0 or math.random(0, 2 * pause)
end

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format("result %d %d %d %d %d %d\n", summary.requests, summary.duration,
    errors.status + errors.connect + errors.read + errors.write + errors.timeout,
    latency:percentile(50), latency:percentile(95), latency:percentile(99)))
end
