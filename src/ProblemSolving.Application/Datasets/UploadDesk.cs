using ProblemSolving.Domain;

namespace ProblemSolving.Application.Datasets;

/// <summary>
/// The files under way to this machine: each holds a place of its sender and the room it will take, so that many at once
/// can neither pass the quota nor fill the disk.
/// </summary>
public sealed class UploadDesk(DatasetLimits limits, IFreeSpace disk, DataDirectory data)
{
    private const long Megabyte = 1024 * 1024;
    private const long BetweenLooksAtTheDisk = 32 * Megabyte;

    /// <summary>The next job may begin after this one has got its room, so its share is left from the start.</summary>
    private const int JobsAtOnce = 2;

    private readonly Lock _gate = new();
    private readonly List<Ticket> _running = [];

    /// <summary>Takes a place among the sender's uploads; given back by disposing.</summary>
    /// <exception cref="DomainRuleException">The sender has as many under way as are allowed.</exception>
    internal Ticket Enter(Guid senderId, string fileName)
    {
        lock (_gate)
        {
            DemandPlace(senderId);
            var ticket = new Ticket(this, senderId, fileName);
            _running.Add(ticket);
            return ticket;
        }
    }

    /// <summary>Would a file of this size be let in now? For a page, before the file travels.</summary>
    /// <exception cref="DomainRuleException">Too many at once, too large, over the quota, or no room on the disk.</exception>
    internal void Admit(Guid senderId, string fileName, long bytes, StoredBytes stored)
    {
        lock (_gate)
        {
            DemandQuota(fileName, bytes, stored + Running(senderId, null));
            DemandDisk(fileName, bytes + _running.Sum(t => t.Coming));
        }
    }

    /// <summary>The disk has nothing left: a failed write is no riddle.</summary>
    internal bool IsDiskFull => disk.BytesAt(data.Root) < Megabyte;

    /// <summary>What is free when it is less than the program needs for itself; null when there is enough.</summary>
    internal long? MegabytesBelowMargin() => disk.BytesAt(data.Root) is { } free && free < limits.DiskMarginBytes ? free / Megabyte : null;

    /// <summary>What an analysis may spill in this moment, so that the margin stays free also when the others spill their share; null when the machine does not tell and nothing is set.</summary>
    /// <param name="sessions">Sessions of the query engine that are open, with the one that asks.</param>
    internal long? SpillRoom(int sessions) => disk.BytesAt(data.Root) is { } free ? Math.Clamp((free - limits.DiskMarginBytes) / Math.Max(JobsAtOnce, sessions), 0, limits.SpillBytes)
        : limits.SpillBytes < long.MaxValue ? limits.SpillBytes
        : null;

    /// <summary>Bytes a version of this person may take in all.</summary>
    /// <param name="others">What all other versions and the files under way in pieces take.</param>
    internal StorageRoom RoomOf(Guid ownerId, StoredBytes others)
    {
        lock (_gate)
        {
            var used = others + Running(ownerId, null);
            var (all, own) = (limits.TotalBytes - used.Total, limits.UserBytes - used.OfUser);
            return own < all ? new StorageRoom(own, limits.UserBytes) : new StorageRoom(all, limits.TotalBytes);
        }
    }

    internal DomainRuleException DiskFull(string fileName, long needed) =>
        new("upload.disk-full", fileName, (disk.BytesAt(data.Root) ?? 0) / Megabyte, (needed + Megabyte - 1) / Megabyte);

    private void DemandPlace(Guid senderId)
    {
        if (_running.Count(t => t.SenderId == senderId) >= limits.UploadsPerUser)
            throw new DomainRuleException("upload.too-many", limits.UploadsPerUser);
    }

    private void DemandQuota(string fileName, long bytes, StoredBytes used)
    {
        var room = Math.Max(0, Math.Min(limits.FileBytes, limits.TotalBytes - used.Total));
        if (bytes > room)
            throw new DomainRuleException("dataset.too-large", fileName, room / Megabyte);
        if (bytes > limits.UserBytes - used.OfUser)
            throw new DomainRuleException("upload.user-quota", fileName, Math.Max(0, limits.UserBytes - used.OfUser) / Megabyte, limits.UserBytes / Megabyte);
    }

    private StoredBytes Running(Guid senderId, Ticket? without) =>
        new(_running.Where(t => t != without).Sum(t => t.Reserved), _running.Where(t => t != without && t.SenderId == senderId).Sum(t => t.Reserved));

    private void DemandDisk(string fileName, long coming)
    {
        var needed = coming + limits.DiskMarginBytes;
        if (disk.BytesAt(data.Root) < needed)
            throw DiskFull(fileName, needed);
    }

    /// <summary>One file under way.</summary>
    internal sealed class Ticket(UploadDesk desk, Guid senderId, string fileName) : IDisposable
    {
        private StoredBytes _stored;
        private bool _isKept;
        private long _announced;
        private long _received;
        private long _looked;

        public Guid SenderId => senderId;

        /// <summary>What it counts against the quota: the announced size, or what has come when that is more.</summary>
        public long Reserved => _isKept ? 0 : Math.Max(_announced, _received);

        /// <summary>Bytes announced that are not on the disk yet.</summary>
        public long Coming => Math.Max(0, _announced - _received);

        /// <param name="announced">Size as the sender tells it; null when it does not.</param>
        /// <param name="stored">Bytes of all finished uploads.</param>
        /// <exception cref="DomainRuleException">Too large, over the quota, or no room on the disk.</exception>
        public void Begin(long? announced, StoredBytes stored)
        {
            lock (desk._gate)
            {
                _stored = stored;
                _announced = announced ?? 0;
                Check();
                desk.DemandDisk(fileName, desk._running.Sum(t => t.Coming));
            }
        }

        /// <summary>A file goes on whose whole size counts against the quota since it began.</summary>
        /// <exception cref="DomainRuleException">No room on the disk.</exception>
        public void Continue(long rest)
        {
            lock (desk._gate)
            {
                (_isKept, _announced) = (true, rest);
                desk.DemandDisk(fileName, desk._running.Sum(t => t.Coming));
            }
        }

        /// <summary>Before bytes are written.</summary>
        /// <exception cref="DomainRuleException">Too large, over the quota, or no room on the disk.</exception>
        public void Take(int bytes)
        {
            lock (desk._gate)
            {
                _received += bytes;
                if (!_isKept)
                    Check();
                if (_received - _looked < BetweenLooksAtTheDisk)
                    return;
                _looked = _received;
                desk.DemandDisk(fileName, desk._running.Sum(t => t.Coming));
            }
        }

        /// <summary>The upload is stored: the others see its bytes among the finished ones, which they counted before.</summary>
        public void Finish()
        {
            lock (desk._gate)
            {
                desk._running.Remove(this);
                foreach (var other in desk._running)
                    other._stored += new StoredBytes(_received, other.SenderId == senderId ? _received : 0);
            }
        }

        public void Dispose()
        {
            lock (desk._gate)
                desk._running.Remove(this);
        }

        private void Check() => desk.DemandQuota(fileName, Reserved, _stored + desk.Running(senderId, this));
    }
}

/// <summary>What the quota leaves to one version.</summary>
/// <param name="Bytes">It may take so much; below 0 when the others alone take too much.</param>
/// <param name="Limit">The quota that leaves it, in bytes.</param>
public sealed record StorageRoom(long Bytes, long Limit)
{
    /// <exception cref="DomainRuleException">So much does not fit.</exception>
    public void Demand(long bytes, string fileName)
    {
        if (bytes > Bytes)
            throw new DomainRuleException("import.quota", fileName, Math.Max(0, Bytes) >> 20, Limit >> 20);
    }

    /// <exception cref="DomainRuleException">So much does not fit while an import runs.</exception>
    public void DemandWhileRunning(long bytes, string fileName)
    {
        if (bytes > Bytes)
            throw new DomainRuleException("import.quota-scratch", fileName, bytes >> 20, Math.Max(0, Bytes) >> 20, Limit >> 20);
    }
}
