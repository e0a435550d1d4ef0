namespace EfCache.Redis;

/// <summary>
/// What has to be decided by the server, on many tags in one call. Each cell is dealt with by itself, so that where cells are on
/// several servers, one call to each does the same.
/// </summary>
/// <remarks>
/// Marks and bumps are let through when the server is out of memory: they are small, and without them entries would be
/// stale. A key of another type at a cell's name counts as a missing cell, and is written over.
/// </remarks>
internal static class RedisScripts
{
    private const string Prelude = """
        #!lua flags=allow-oom
        local time = redis.call('TIME')
        local now = time[1] * 1000 + math.floor(time[2] / 1000)

        local function ms(number)
          return string.format('%013.0f', number)
        end

        local function int(number)
          return string.format('%.0f', number)
        end

        local function read(key)
          local cell = redis.pcall('GET', key)
          return type(cell) == 'string' and cell or ''
        end

        -- The writers whose leases run, without one of them, and the end of the last lease.
        local function running(cell, except)
          local writers, last = {}, 0
          if string.sub(cell, 1, 1) == 'W' then
            for at = 2, #cell - 28, 29 do
              local ends = tonumber(string.sub(cell, at + 16, at + 28)) or 0
              if ends > now and string.sub(cell, at, at + 15) ~= except then
                writers[#writers + 1] = string.sub(cell, at, at + 28)
                last = math.max(last, ends)
              end
            end
          end
          return table.concat(writers), last
        end

        local function isCell(cell)
          local kind = string.sub(cell, 1, 1)
          return kind == 'W' or (kind == 'S' and #cell == 17)
        end


        """;

    /// <summary>
    /// Rule 4. The writer's id; its lease, a stamp's life, and a quarantine or 0, all in milliseconds; a fresh id for each cell. With
    /// a quarantine, a cell that was missing is held for so long, since it may have lost others' marks; and a cell outlives its last
    /// lease, so that it is not missing when that has ended.
    /// </summary>
    public static readonly RedisScript Mark = new(
        Prelude
            + """
            local lease, life, quarantine = tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4])
            for i, key in ipairs(KEYS) do
              local cell = read(key)
              local others, last = running(cell, ARGV[1])
              if quarantine > 0 and not isCell(cell) then
                others = string.sub(ARGV[5], i * 16 - 15, i * 16) .. ms(now + quarantine)
                last = now + quarantine
              end
              last = math.max(last, now + lease)
              redis.call('SET', key, 'W' .. others .. ARGV[1] .. ms(now + lease), 'PXAT', int(quarantine > 0 and last + life or last))
            end
            return 1
            """
    );

    /// <summary>
    /// Rule 5. The writer's id; a stamp's life, and a quarantine or 0, in milliseconds; a fresh stamp for each cell. With a
    /// quarantine, a cell that was missing is held for so long: it may have lost others' marks with the writer's.
    /// </summary>
    public static readonly RedisScript Bump = new(
        Prelude
            + """
            local life, quarantine = tonumber(ARGV[2]), tonumber(ARGV[3])
            for i, key in ipairs(KEYS) do
              local cell = read(key)
              local fresh = string.sub(ARGV[4], i * 16 - 15, i * 16)
              local others, last = running(cell, ARGV[1])
              if quarantine > 0 and not isCell(cell) then
                others = fresh .. ms(now + quarantine)
                last = now + quarantine
              end
              if others == '' then
                redis.call('SET', key, 'S' .. fresh, 'PX', int(life))
              else
                redis.call('SET', key, 'W' .. others, 'PXAT', int(quarantine > 0 and last + life or last))
              end
            end
            return 1
            """
    );

    /// <summary>
    /// Rule 2. A stamp's life, and a quarantine or 0, in milliseconds; a fresh stamp for each cell. Gives a stamp to each cell that is
    /// missing, or whose leases have all ended. With a quarantine, a missing cell is held for so long first.
    /// </summary>
    public static readonly RedisScript Settle = new(
        Prelude
            + """
            local life, quarantine = tonumber(ARGV[1]), tonumber(ARGV[2])
            for i, key in ipairs(KEYS) do
              local cell = read(key)
              local fresh = string.sub(ARGV[3], i * 16 - 15, i * 16)
              if not isCell(cell) then
                if quarantine > 0 then
                  redis.call('SET', key, 'W' .. fresh .. ms(now + quarantine), 'PXAT', int(now + quarantine + life))
                else
                  redis.call('SET', key, 'S' .. fresh, 'PX', int(life))
                end
              elseif string.sub(cell, 1, 1) == 'W' and running(cell, '') == '' then
                redis.call('SET', key, 'S' .. fresh, 'PX', int(life))
              end
            end
            return 1
            """
    );

    /// <summary>
    /// Fills an entry that expires when it is not read: the payload after an L and 13 digits, the end of its life by the server's
    /// clock. The payload; how long it may live, and how long without a hit, in milliseconds.
    /// </summary>
    public static readonly RedisScript FillSliding = new(
        Prelude.Replace(" flags=allow-oom", "", StringComparison.Ordinal)
            + """
            redis.call('SET', KEYS[1], 'L' .. ms(now + tonumber(ARGV[2])) .. ARGV[1], 'PX', ARGV[3])
            return 1
            """
    );

    /// <summary>
    /// Prolongs such an entry after a hit, within its life, at most once a quarter of the window: the end of its life, and the window, in
    /// milliseconds.
    /// </summary>
    public static readonly RedisScript Touch = new(
        Prelude
            + """
            local window = tonumber(ARGV[2])
            local left = math.min(window, tonumber(ARGV[1]) - now)
            local ttl = redis.call('PTTL', KEYS[1])
            if ttl > 0 and left > ttl and ttl < window * 0.75 then
              redis.call('PEXPIRE', KEYS[1], int(left))
            end
            return 1
            """
    );

    /// <summary>Removes a reader's lease, and no other's. The reader's id.</summary>
    public static readonly RedisScript EndLead = new(
        Prelude
            + """
            if read(KEYS[1]) == ARGV[1] then redis.call('DEL', KEYS[1]) end
            return 1
            """
    );

    /// <summary>When a run was first seen, by anybody: how many milliseconds ago. The time for which that is kept, in milliseconds.</summary>
    public static readonly RedisScript FirstSeen = new(
        Prelude
            + """
            local seen = tonumber(read(KEYS[1])) or now
            redis.call('SET', KEYS[1], ms(seen), 'PX', ARGV[1])
            return now - seen
            """
    );

    /// <summary>
    /// The text of a lookup that one run only will know: it reads cells, or tells about the server when it has an argument. A script
    /// that could write is refused by a replica, and by a master that has lost its replicas: neither is to be believed.
    /// </summary>
    /// <param name="nonce">Never used twice.</param>
    public static string Lookup(Guid nonce) =>
        $"""
            #!lua flags=allow-oom
            -- {nonce:N}
            if ARGV[1] then return redis.call('INFO', 'server', 'replication') end
            return redis.call('MGET', unpack(KEYS))
            """;
}
